import type { ActionKind } from '@/lib/agents/schema';
import { readShell } from './shell';

/** What one `kubectl` (or `helm`) invocation does, as far as its words tell. */
export interface ClusterCall {
  argv: string[];
  verb: string;
  subverb: string | undefined;
  /** `deployment/geo`, `pods`, or undefined where none is named. */
  resource: string | undefined;
  namespace: string | undefined;
  output: string | undefined;
  isMutating: boolean;
  kind: ActionKind;
}

/** Flags whose value is the next word; all others stand alone or use `=`. */
const VALUED = new Set(
  (
    '-n --namespace -o --output -l --selector -c --container -p --patch --type -f --filename ' +
    '--context --cluster --user --kubeconfig --tail --since --since-time --field-selector ' +
    '--sort-by --replicas --image --timeout --patch-file --to-revision --from --for -k ' +
    '--kustomize --grace-period --limits --requests --overrides --restart --port --target-port'
  ).split(' '),
);
const READING = new Set(
  (
    'get describe logs log top explain version api-resources api-versions cluster-info config ' +
    'auth wait diff events port-forward proxy kustomize options completion plugin help'
  ).split(' '),
);
const READING_PROGRAMS = new Set(
  (
    'env printenv cat ls ps id whoami hostname df du uptime date netstat ss nslookup dig getent ' +
    'head tail grep stat wc uname free top pwd echo test nc ping traceroute sleep which'
  ).split(' '),
);
const HELM_MUTATING = new Set(['install', 'upgrade', 'rollback', 'uninstall', 'delete']);
const QUOTING = new Set(['echo', 'printf', 'grep', 'rg', 'which', 'man', 'type']);
const KIND_NAMES: Record<string, string> = {
  deploy: 'deployment',
  deployments: 'deployment',
  po: 'pod',
  pods: 'pod',
  svc: 'service',
  services: 'service',
  sts: 'statefulset',
  statefulsets: 'statefulset',
  ds: 'daemonset',
  daemonsets: 'daemonset',
  rs: 'replicaset',
  replicasets: 'replicaset',
  cm: 'configmap',
  configmaps: 'configmap',
  ns: 'namespace',
  namespaces: 'namespace',
};

/** Every kubectl or helm call in a command line, wherever in it they stand. */
export function clusterCalls(command: string): ClusterCall[] {
  return readShell(command).commands.flatMap((words) => {
    if (QUOTING.has(words[0] ?? '')) return [];
    const at = words.findIndex((word) => /(^|\/)(kubectl|helm)$/.test(word));
    return at === -1 ? [] : [readCall(words.slice(at))];
  });
}

/** What Kubernetes takes for a namespace: a variable of the shell, for one, is none. */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The one namespace that a command line reads or changes; undefined where it names none or several. */
export function placeOf(command: string): string | undefined {
  const named = clusterCalls(command).flatMap(({ namespace }) => namespace ?? []);
  const [only, ...others] = new Set(named);
  return only !== undefined && others.length === 0 && NAMESPACE.test(only) ? only : undefined;
}

function readCall(argv: string[]): ClusterCall {
  const flags = new Map<string, string>();
  const positional: string[] = [];
  let inner: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      inner = argv.slice(i + 1);
      break;
    }
    const [name, value] = splitFlag(word);
    if (!word.startsWith('-') || word === '-') positional.push(word);
    else if (value !== undefined) flags.set(name, value);
    else if (VALUED.has(name)) flags.set(name, argv[++i] ?? '');
    else flags.set(name, '');
  }
  const [verb = '', ...rest] = positional;
  const hasSubverb = verb === 'rollout' || verb === 'set' || verb === 'config' || verb === 'auth';
  const subverb = hasSubverb ? rest.shift() : undefined;
  const isHelm = (argv[0] ?? '').endsWith('helm');
  const call = {
    argv,
    verb,
    subverb,
    resource: isHelm ? rest[0] && `release/${rest[0]}` : resourceOf(verb, rest),
    namespace: flags.get('-n') ?? flags.get('--namespace'),
    output: flags.get('-o') ?? flags.get('--output'),
  };
  const isDry = [...flags.keys()].some((name) => name === '--dry-run');
  const isMutating = isHelm
    ? HELM_MUTATING.has(verb)
    : verb !== '' && !isReading(verb, subverb, inner, rest);
  return { ...call, isMutating: isMutating && !isDry, kind: kindOf(verb, subverb) };
}

function splitFlag(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  if (word.startsWith('-') && at > 0) return [word.slice(0, at), word.slice(at + 1)];
  const joined = /^-([nolcpf])(.+)$/.exec(word);
  return joined && !word.startsWith('--') ? [`-${joined[1]}`, joined[2]] : [word, undefined];
}

function resourceOf(verb: string, rest: string[]): string | undefined {
  const [first, second] = rest;
  if (first === undefined) return undefined;
  const isPodVerb = verb === 'logs' || verb === 'exec' || verb === 'cp' || verb === 'port-forward';
  if (first.includes('/')) {
    const [kind = '', name = ''] = first.split('/');
    return `${kindName(kind)}/${name}`;
  }
  if (isPodVerb) return `pod/${first}`;
  return second === undefined ? first : `${kindName(first)}/${second}`;
}

const kindName = (kind: string) => {
  const bare = kind.toLowerCase().split('.')[0] ?? kind;
  return KIND_NAMES[bare] ?? bare;
};

function isReading(
  verb: string,
  subverb: string | undefined,
  inner: string[],
  rest: string[],
): boolean {
  if (verb === 'rollout') return subverb === 'status' || subverb === 'history';
  if (verb === 'exec') return isReadingExec(inner.length > 0 ? inner : rest.slice(1));
  return READING.has(verb);
}

/** Inside a container only programs known to read count as reading; all else may change it. */
function isReadingExec(words: string[]): boolean {
  const commands = readShell(words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '));
  const leaves = commands.commands.filter((argv) => !/(^|\/)(ba|z)?sh$/.test(argv[0] ?? ''));
  return leaves.length > 0 && leaves.every(isReadingProgram);
}

function isReadingProgram(argv: string[]): boolean {
  const program = argv[0]?.split('/').pop() ?? '';
  const words = argv.join(' ');
  if (program === 'curl') {
    return !/ -(-request|X)[ =]?(?!GET|HEAD)\w| (-d|--data\S*|-F|-T|--upload-file)\b/.test(words);
  }
  if (program === 'wget') return !/--post|--method/.test(words);
  return READING_PROGRAMS.has(program);
}

function kindOf(verb: string, subverb: string | undefined): ActionKind {
  if (verb === 'rollback' || subverb === 'undo') return 'rollback';
  if (subverb === 'restart') return 'restart';
  if (verb === 'scale' || verb === 'autoscale') return 'scale';
  const isConfig = ['patch', 'apply', 'set', 'edit', 'replace', 'label', 'annotate'].includes(verb);
  return isConfig ? 'config' : 'custom';
}

/** The workload a resource belongs to: a pod's name without what its ReplicaSet added. */
export function workloadOf(resource: string): string | undefined {
  const [kind, name] = resource.split('/');
  if (!name) return undefined;
  const ofPod = /^(.+?)-[a-f0-9]{6,10}-[a-z0-9]{5}$/.exec(name)?.[1];
  const ofSet = /^(.+?)-[a-f0-9]{6,10}$/.exec(name)?.[1];
  if (kind === 'pod') return ofPod ?? name.replace(/-\d+$/, '');
  return kind === 'replicaset' ? (ofSet ?? name) : name;
}
