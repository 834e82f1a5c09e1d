/**
 * Patterns over text as `foldForReading` gives it: lower case, plain letters, single spaces. Each
 * is linear: no repetition within a repetition. Written by what they must catch, and measured by
 * what they must leave alone (tests/bench/README.md).
 */

/** Where our own line would begin: a line's start, after a bullet, a quote or a state's glyph. */
const AT = String.raw`(?:^|\n)[ \t>*#|•·-]{0,12}`;
const GLYPH = String.raw`[✓✔✅☑☒✗✘❌🟢🟡🔴🟠●◉◌⏳⚠⛔🛑🔒🔓➜→]`;

const STATES =
  'approved|rejected|signed|verified|recovered|released|executed|reversible|irreversible|authori[sz]ed|confirmed|cleared|safe to approve|waiting for a decision';

/** Words that only this product's screens say, whoever is quoted. */
const OWN_WORDS = [
  'approved \\(session\\)',
  'signed \\(passkey\\)',
  'approved by (?:the )?policy',
  'reversible \\(catalogue\\)',
  "agent['’]s estimate \\d",
  'signed tree head',
  'your decision is needed',
  'nobody decided in time',
  'no person decided this',
  'let it continue',
  'signed so far',
  'no more signatures',
  'what is shown (?:matches|does not match) its digest',
  'digest (?:verified|matches)',
  'grant minted',
  'recovered, reported by',
  'not recorded: ',
  'nothing was (?:decided|signed)\\b',
  'settle on a cause',
];

export const IMITATIONS: readonly RegExp[] = [
  new RegExp(OWN_WORDS.join('|')),
  new RegExp(`${AT}(?:\\[?countersign\\]?|system notice|security notice) ?(?::|says\\b|\\|)`),
  new RegExp(
    `${AT}(?:${GLYPH}️? ?)?(?:approved|signed|rejected|verified|countersigned) (?:by|on behalf of) [^\\n]{1,80}`,
  ),
  new RegExp(`${GLYPH}\\ufe0f? ?(?:${STATES})\\b`),
  // Buttons drawn in letters: [ Approve ], (Reject), <button>, the two acts side by side.
  /[[(⟦【{<] ?(?:approve|reject|let it continue|sign|ask for more|stop)(?: (?:now|this|it|rollback[^\])}>\n]{0,60}))? ?[\])⟧】}>]/,
  /<(?:button|dialog)\b|<input\b[^>\n]{0,80}\btype=["']?(?:submit|button)/,
  /\bapprove ?[|/·•] ?reject\b/,
  /\/problems\/[a-z][a-z-]{3,40}|application\/problem\+json/,
];

const WHOSE =
  '(?:all |any |the |your |of |these |those |my |every )*(?:previous|prior|above|earlier|preceding|existing|former|original|system|safety|security|other|initial)';
const ORDERS =
  '(?:instructions?|prompts?|rules?|directions?|orders?|guidelines?|polic(?:y|ies)|messages?|context|warnings?|checks?)';

export const INSTRUCTIONS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass|discard|do not follow|don't follow|stop following) ${WHOSE}(?: [a-z]{1,20})? ${ORDERS}\\b`,
  ),
  /\b(?:ignore|disregard|forget) (?:everything|all|anything)(?: (?:that )?(?:i|we|you|was|were|is|has|have|came|said|told|written|stated))? ?(?:above|before|previously|said|so far|you were told|you know)\b/,
  /\b(?:new|updated|revised|real|actual|hidden) (?:system )?(?:instructions?|prompt|directives?) ?(?::|follow\b|are\b)/,
  /<\/?\|?(?:system|assistant|user|human|developer|tool|instructions?|im_start|im_end|endoftext|start_header_id|end_header_id|eot_id)\|?>|<<\/?sys>>|\[\/?inst\]|\[\/?system\]|\[system ?(?:message|prompt)\]/,
  new RegExp(
    `${AT}(?:###? ?)?(?:system|assistant|human|developer)(?: (?:message|prompt|instruction))? ?: ?(?:you\\b|please\\b|ignore\\b|from now\\b|approve\\b|the user\\b|do not\\b|always\\b|never\\b)`,
  ),
  /\byou are now (?:an?|in|the|my|no longer|free|operating|acting)\b|\bfrom now on,? (?:you|act|respond|answer|always|never)\b|\bpretend (?:to be|that you)\b|\bact as (?:an?|the|my) (?:admin|root|approver|commander|developer|unrestricted|different|system|expert|assistant|ai)\b/,
  /\b(?:jailbreak|developer mode|dan mode|do anything now)\b|\b(?:reveal|print|repeat|show|output|leak) (?:me )?(?:your|the) (?:system |hidden |initial )?(?:prompt|instructions)\b|\bas an ai (?:language )?(?:model|assistant)\b/,
  // To whoever signs.
  /\b(?:please |just |you must |you should |you can safely |must |should |go ahead and |kindly )(?:approve|sign|countersign|authori[sz]e|release|rubber-?stamp)(?: off)? (?:this|it|the (?:action|change|request|rollback|proposal)|now|immediately|at once|right away|without|everything|all)\b/,
  /\b(?:approve|sign|authori[sz]e) (?:this|it|the (?:action|change|request|rollback|proposal)|everything|all)? ?(?:immediately|now|at once|right away|asap|without (?:further |any )?(?:review|delay|reading|checking|questions?|looking|approval))\b/,
  /\b(?:do not|don't|never|must not|no need to|need not) (?:reject|review|check|verify|inspect|question|escalate|delay|wait for|ask) (?:this|it|the (?:action|change|request|rollback|proposal|command|diff|evidence)|anyone|anybody|approval|further|human|a human|people|the (?:commander|approver|auditor|user))\b/,
  /\b(?:do not|don't|never|must not) (?:tell|inform|alert|notify|mention|reveal|disclose|report|show|warn)(?: (?:this|it|that|anything))?(?: to)? (?:anyone|anybody|any ?one else|the (?:user|commander|approver|auditor|team|owner|operator|admin|human|humans|people)|users?|people|humans?|security|others)\b/,
  /\b(?:no|without) (?:further |human |any |additional )*(?:review|approval|confirmation|oversight) (?:is )?(?:needed|required|necessary)\b|\b(?:skip|bypass|disable|circumvent) (?:the |all |any )?(?:human |safety |security |manual )*(?:review|approval|approvals|check|checks|stop ?points?|checkpoints?|oversight|guardrails?|policy|policies)\b/,
  /\b(?:already|pre-?|auto-?)(?: been)? ?approved by (?:the )?(?:security|management|cto|ceo|ciso|admin|owner|commander|on-?call|team|lead|director|vp|legal)\b/,
];
