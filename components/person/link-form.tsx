'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Refused } from '@/lib/people/client';
import { BrokenLink } from './broken-link';
import { useLinkToken } from './use-link-token';

export interface LinkFormProps {
  heading: ReactNode;
  /** The title where the address holds no token. */
  broken: string;
  submit: string;
  pending: string;
  /** Where it leads once it is done. */
  next: string;
  /** What is sent, with the link's token. @throws Refused */
  send: (token: string, textOf: (name: string) => string) => Promise<unknown>;
  /** Names of the fields that it shows, beside which their own errors stand. */
  names: readonly string[];
  /** The fields, each with what is wrong with it. */
  children: (errors: Partial<Record<string, string>>) => ReactNode;
}

/** A form that is opened by a link, good once. */
export function LinkForm(props: LinkFormProps) {
  const { heading, broken, names, children } = props;
  const token = useLinkToken();
  const attempt = useMutation({
    mutationFn: ({ form, by }: { form: FormData; by: string }) =>
      props.send(by, (name) => String(form.get(name) ?? '')),
    onSuccess: () => window.location.assign(props.next),
  });
  if (token === '') return <BrokenLink title={broken} />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (attempt.isPending || !token) return;
    attempt.mutate({ form, by: token });
  };
  const errors = attempt.error instanceof Refused ? attempt.error.fields : {};
  const isAboutFields = names.some((name) => errors[name] !== undefined);
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {heading}
      {attempt.error && !isAboutFields && (
        <Notice tone="bad" announced="alert">
          {attempt.error.message}
        </Notice>
      )}
      {children(errors)}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        block
        pending={attempt.isPending || attempt.isSuccess}
        pendingLabel={props.pending}
      >
        {props.submit}
      </Button>
    </form>
  );
}
