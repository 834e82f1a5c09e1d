import type { Tone } from '@/components/ui/tone';
import type { DeliveryState } from '@/lib/notices/schema';

const PROBLEMS: Record<string, string> = {
  'address-refused': 'the address lies in a network that is not allowed',
  unreachable: 'it could not be reached',
  'timed-out': 'it did not answer in time',
  gone: 'it is there no more',
};

interface Answer {
  state: DeliveryState;
  status: number | null;
  problem: string | null;
}

const reasonOf = ({ status, problem }: Answer): string =>
  PROBLEMS[problem ?? ''] ?? (status === null ? 'it is not known why' : `it answered ${status}`);

/** How a delivery stands, in few words. */
export function sayAnswer(answer: Answer): { word: string; detail: string; tone: Tone } {
  switch (answer.state) {
    case 'delivered':
      return { word: 'Taken', detail: `answered ${answer.status ?? ''}`.trim(), tone: 'good' };
    case 'failed':
      return { word: 'Failed', detail: reasonOf(answer), tone: 'bad' };
    case 'moot':
      return { word: 'Not needed', detail: 'decided before it went out', tone: 'quiet' };
    case 'waiting': {
      const wasTried = answer.status !== null || answer.problem !== null;
      return wasTried
        ? { word: 'Trying again', detail: reasonOf(answer), tone: 'waiting' }
        : { word: 'On its way', detail: '', tone: 'running' };
    }
  }
}
