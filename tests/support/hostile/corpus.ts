import { hiddenCharacters } from './characters';
import { deceptions } from './deceptions';
import type { HostileText } from './hostile-text';
import { lookalikes, machineLookalikes } from './lookalikes';

const plainCorpus: HostileText[] = [
  ...hiddenCharacters,
  ...lookalikes,
  ...machineLookalikes,
  ...deceptions,
];

/** Which classes are put together, and how: each third of one class with each fifth of the other. */
const PAIRS: [HostileText['class'], HostileText['class'], string][] = [
  ['bidirectional', 'imitation', ' '],
  ['zero-width', 'instruction', ' '],
  ['tag', 'confusable', ' '],
  ['terminal', 'imitation', ''],
  ['markup', 'bidirectional', '\n'],
  ['confusable', 'markup', ' '],
  ['space', 'mark', ''],
  ['forged-label', 'zero-width', ''],
  ['control', 'line', ''],
  ['ill-formed', 'variation', ' '],
  ['mixed-script', 'instruction', '. '],
];

const every = (kind: HostileText['class'], step: number): HostileText[] =>
  plainCorpus.filter((each) => each.class === kind).filter((_, at) => at % step === 0);

const combinations: HostileText[] = PAIRS.flatMap(([first, second, between]) =>
  every(first, 3).flatMap((one) =>
    every(second, 5).map((other): HostileText => ({
      name: `${one.name} + ${other.name}`,
      class: one.class,
      text: `${one.text}${between}${other.text}`,
    })),
  ),
);

/** Instructions and imitations with an unseen character in every word, or in borrowed letters. */
const BORROWED: Record<string, string> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', i: 'і' };
const disguised: HostileText[] = plainCorpus
  .filter((each) => each.class === 'instruction' || each.class === 'imitation')
  .filter((_, at) => at % 4 === 0)
  .flatMap((each): HostileText[] => [
    {
      ...each,
      name: `${each.name}, with zero-width spaces`,
      class: 'zero-width',
      text: each.text.replace(/([A-Za-z])([a-z])/g, '$1\u200b$2'),
      twin: each.text,
    },
    {
      ...each,
      name: `${each.name}, in Cyrillic letters`,
      class: 'confusable',
      text: each.text.replace(/[aeopci]/g, (letter) => BORROWED[letter] ?? letter),
      twin: each.text,
    },
  ]);

/** Every hostile text, each once. */
export const HOSTILE: HostileText[] = [
  ...new Map(
    [...plainCorpus, ...combinations, ...disguised].map((each) => [each.text, each]),
  ).values(),
];

/** What must be read as it is and warned of in no way. */
export const INNOCENT = [
  'kubectl rollout undo deployment/checkout -n shop --to-revision=41',
  'Zürich — “naïve” … 12 µs → Δt = 3 σ, 100 €',
  'The error rate rose to 24 % at 12:04 (p99 = 900 ms); it’s the release, not the network.',
  'Откатите релиз сервиса оплаты: ошибки начались с ним, а не с сети.',
  'Он вышел в 12:04. О том, что с ним, а что у нас, скажет хор.',
  'web-сервер не отвечает, IT-отдел в курсе',
  'Το σφάλμα άρχισε με την έκδοση, όχι με το δίκτυο.',
  'リリース r42 で価格の解析が失敗しました。チェックアウトを戻してください。',
  '请回滚结账服务，错误从 r42 开始。',
  '결제 서비스를 되돌리세요. API 오류입니다.',
  'السبب هو الإصدار r42 وليس الشبكة',
  'הסיבה היא הגרסה r42 ולא הרשת',
  'สาเหตุคือรุ่น r42 ไม่ใช่เครือข่าย',
  'समस्या संस्करण r42 से शुरू हुई',
  'Kapıdaki hata ödeme servisinde, ağda değil; ışık söndü.',
  'Μ. Παπαδόπουλος, Հայերեն, ქართული',
  'The PR was approved by two reviewers and merged; the change was signed by CI.',
  'approval_required=false status=approved amount=12.00',
  'Run the system tests. The user said the assistant failed. system: linux',
  'Ignore warnings below 200 ms. Disregard the spike at 03:00, it is the backup.',
  'Do not restart payments before the queue is empty. Never deploy on Friday.',
  'Release notes: new instructions for operators follow the migration guide.',
  'x² + y₂ = ½, 5 kΩ, ™, ①, №, ℃, α = 0.05',
  'emoji 😀 ✅ box ├── drawing │',
] as const;
