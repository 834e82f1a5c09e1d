'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState, type ChangeEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useToast } from '@/components/ui/toast';
import { useLive } from '@/lib/live/client';
import type { ImportPreview } from '@/lib/services/output';
import { ImportReport } from './import-report';
import { postImport, postPreview } from './service-queries';

/** The server's bound; a larger file is not even read here. */
const MOST_BYTES = 256 * 1024;

/** A file of services: given, shown as what it would change, and only then applied. */
export function ImportView() {
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  // The preview is of exactly this text; what is applied is the pair of them.
  const [shown, setShown] = useState<{ text: string; preview: ImportPreview }>();
  useLive({});
  const look = useMutation({
    mutationFn: postPreview,
    onSuccess: (preview, of) => setShown({ text: of, preview }),
  });
  const apply = useMutation({
    mutationFn: ({ text: of, preview }: NonNullable<typeof shown>) => postImport(of, preview.basis),
    onSuccess: ({ added, changed }) => {
      toast({ tone: 'good', title: `Imported: ${added} added, ${changed} changed` });
      router.push('/services');
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['services'] }),
  });
  const change = (next: string) => {
    setText(next);
    setShown(undefined);
    apply.reset();
    look.reset();
  };
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    setFault(undefined);
    if (file.size > MOST_BYTES) {
      setFault(`${file.name} is larger than ${MOST_BYTES / 1024} KiB.`);
      return;
    }
    const read = await file.text();
    change(read);
    look.mutate(read);
    // The same file, changed on disk, can be picked again.
    target.value = '';
  };
  return (
    <Page width="column">
      <PageHeader
        crumb={
          <Link href="/services" className="underline-offset-2 hover:underline">
            Services
          </Link>
        }
        title="Import services"
        lead="JSON, YAML, or Backstage catalog-info.yaml. You see what it would change before it does; services that it does not mention stay as they are."
      />
      <Panel title="The file">
        <div className="flex flex-col gap-4">
          <div>
            <input
              ref={picker}
              type="file"
              accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
              aria-label="File of services"
              tabIndex={-1}
              className="sr-only"
              onChange={(event) => void pick(event)}
            />
            <Button icon={<FileUp aria-hidden size={14} />} onClick={() => picker.current?.click()}>
              Choose a file
            </Button>
          </div>
          <Field label="Or paste it here" error={fault}>
            {(control) => (
              <Textarea
                {...control}
                rows={8}
                value={text}
                spellCheck={false}
                className="font-mono text-xs"
                placeholder={
                  'services:\n  - name: checkout\n    environments: [production]\n    dependsOn: [payments]'
                }
                onChange={(event) => change(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button
              variant={shown ? 'secondary' : 'primary'}
              pending={look.isPending}
              pendingLabel="Reading…"
              disabledReason={text.trim() === '' ? 'Choose a file or paste one first.' : undefined}
              onClick={() => look.mutate(text)}
            >
              Show what it would change
            </Button>
          </div>
          {look.isError && (
            <Notice tone="bad" title="It could not be read" announced="alert">
              {sayError(look.error)}
            </Notice>
          )}
        </div>
      </Panel>
      {shown && (
        <ImportReport
          key={look.submittedAt}
          preview={shown.preview}
          isApplying={apply.isPending}
          problem={apply.error ? sayError(apply.error) : undefined}
          onApply={() => apply.mutate(shown)}
        />
      )}
    </Page>
  );
}
