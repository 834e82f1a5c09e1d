import type { Risk } from '@/lib/actions/schema';
import { termsOf, type Weighed } from '@/lib/policies/rules';
import { SETTINGS } from '@/lib/policies/schema';
import type { Ruled } from '@/lib/policies/what-if-schema';
import { sayDeciding, SETTING_NAMES, valueWords } from '@/lib/policies/words';

/**
 * What holds of a case as the API tells it: the terms, and a sentence a setting with its rules.
 * @param risk of the action that was asked about, if any
 */
export const showRuling = (weighed: Weighed, risk?: Risk): Ruled => ({
  terms: termsOf(weighed.settings, risk),
  settings: SETTINGS.map((setting) => ({
    setting,
    name: SETTING_NAMES[setting],
    value: valueWords(setting, weighed.settings[setting]),
    because: weighed.because[setting],
    sentence: sayDeciding(setting, weighed),
  })),
  matched: weighed.matched,
});
