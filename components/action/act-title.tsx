import { VisibleText } from '@/components/text/visible-text';
import type { ActionContents } from '@/lib/actions/schema';
import { destinationOf, verbOf } from '@/lib/actions/action-words';

export type ActTitleProps = Pick<ActionContents, 'kind' | 'target' | 'command'> & {
  parameters?: ActionContents['parameters'] | null;
};

/** "Roll back checkout in production to r41", from the bound fields and not from the agent's title. */
export function ActTitle(action: ActTitleProps) {
  const { service, environment } = action.target;
  const destination = destinationOf(action);
  return (
    <>
      {verbOf(action.kind)}{' '}
      <em className="font-bold not-italic">
        <VisibleText text={service} />
      </em>{' '}
      in <VisibleText text={environment} />
      {destination !== undefined && (
        <>
          {' '}
          to <VisibleText text={destination} />
        </>
      )}
    </>
  );
}
