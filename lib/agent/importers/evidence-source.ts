import type { EvidenceSource } from '@/lib/evidence/schema';
import { clusterCalls, type ClusterCall } from './kubectl';
import type { RecordedCall } from './recorded-run';

/** Which kind of source a recorded call read. Inferred from its tool and words, never stated. */
export function sourceOf(call: Pick<RecordedCall, 'tool' | 'command'>): EvidenceSource {
  if (call.command !== undefined) return sourceOfCommand(call.command);
  const tool = call.tool.toLowerCase();
  if (/metric|prom/.test(tool)) return 'metrics';
  if (/trace|span|operation/.test(tool)) return 'traces';
  if (/log/.test(tool)) return 'logs';
  if (/service|depend|topolog/.test(tool)) return 'topology';
  if (/ticket|issue|incident/.test(tool)) return 'tickets';
  if (/^(read|grep|glob|edit|write|notebookedit|apply_patch)$/.test(tool)) return 'code';
  if (/rollback|deploy|change/.test(tool)) return 'changes';
  return 'other';
}

function sourceOfCommand(command: string): EvidenceSource {
  const calls = clusterCalls(command);
  const changing = calls.find((call) => call.isMutating);
  if (changing) return 'changes';
  const [first] = calls;
  if (first) return sourceOfCall(first);
  const words = command.split(/\s+/);
  const isFetch = words.some((word) => /(^|\/)(curl|wget)$/.test(word));
  const url = (isFetch && words.find((word) => /https?:\/\/|^localhost|:\d+\//.test(word))) || '';
  if (/jaeger|tempo|:16686|\/api\/traces/.test(url)) return 'traces';
  return /prometheus|:9090|\/metrics|\/api\/v1\/query/.test(url) ? 'metrics' : 'other';
}

function sourceOfCall(call: ClusterCall): EvidenceSource {
  const resource = call.resource ?? '';
  switch (call.verb) {
    case 'logs':
    case 'log':
    case 'events':
      return 'logs';
    case 'top':
      return 'metrics';
    case 'rollout':
      return 'changes';
    case 'describe':
      return 'config';
    case 'get':
      if (/^events?\b/.test(resource)) return 'logs';
      return /^(yaml|json)/.test(call.output ?? '') || /^(configmap|secret|cm)/.test(resource)
        ? 'config'
        : 'topology';
    default:
      return 'other';
  }
}
