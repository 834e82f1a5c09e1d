import { Eraser } from 'lucide-react';
import { Notice } from '@/components/ui/notice';

/** On the server's word, where a text alone could claim it: what stands here is not what was said. */
export function ErasedNotice({ seq }: { seq: number }) {
  return (
    <Notice icon={Eraser} title="What was said here has been erased">
      Entry {seq} of this record says by whom and why. The hash and the digest are of what was
      there.
    </Notice>
  );
}
