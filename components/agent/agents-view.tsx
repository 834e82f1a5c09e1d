'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Bot, Plus, SearchX } from 'lucide-react';
import { debounce, parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { useRef, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { useShortcut } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field, Input } from '@/components/ui/field';
import { LoadMore } from '@/components/ui/load-more';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { AGENTS_KEY, agentTrees, type TreePage } from '@/lib/agents/client';
import { useLive } from '@/lib/live/client';
import { NewAgentDialog } from './new-agent-dialog';
import { type Looker, refusalOf } from './rights';
import { TreeCard } from './tree-card';

export interface AgentsViewProps {
  /** The first page, with nothing searched for. */
  initial: TreePage;
  person: Looker;
}

const GATHER_MS = 250;
const TYPING_MS = 300;

const filters = { q: parseAsString.withDefault(''), ended: parseAsBoolean.withDefault(false) };

/** Every machine that may act here, under whose name, how far, and what wants a person's eye. */
export function AgentsView({ initial, person }: AgentsViewProps) {
  const queries = useQueryClient();
  const [{ q, ended }, setFilters] = useQueryStates(filters);
  const isPlain = q === '' && !ended;
  const pages = useInfiniteQuery({
    ...agentTrees(q, ended),
    ...(isPlain ? { initialData: { pages: [initial], pageParams: [''] } } : {}),
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: AGENTS_KEY });
  }, GATHER_MS);
  useLive({
    onChange: ({ kind }) => /^(agent|delegation)\./.test(kind) && refresh(),
    onResumed: refresh,
  });
  const search = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Search agents', () => search.current?.focus());
  const [isMaking, setMaking] = useState(false);
  const trees = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeader
        title="Agents"
        lead="Each has an owner, a purpose, a scope and an end. An agent proposes; only an executor carries out, and only what was signed."
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden size={14} />}
            disabledReason={refusalOf(person, 'agent.manage')}
            onClick={() => setMaking(true)}
          >
            New agent
          </Button>
        }
      />
      <search className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Field label="Find" className="w-full sm:w-72">
          {(control) => (
            <Input
              {...control}
              ref={search}
              type="search"
              defaultValue={q}
              maxLength={200}
              placeholder="Name, purpose or owner"
              onChange={(event) =>
                void setFilters(
                  { q: event.target.value.trim() },
                  { limitUrlUpdates: debounce(TYPING_MS) },
                )
              }
            />
          )}
        </Field>
        <Switch
          label="Also those that have ended"
          checked={ended}
          onCheckedChange={(next) => void setFilters({ ended: next })}
        />
      </search>
      {pages.isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(pages.error)}
        </Notice>
      )}
      {pages.isPending && <Loading label="Looking for agents" rows={5} />}
      {pages.isSuccess && trees.length === 0 && <NoAgent isNarrow={!isPlain} />}
      <ul aria-label="Agents and executors" className="flex flex-col gap-3">
        {trees.map((tree) => (
          <li key={tree.id}>
            <TreeCard tree={tree} />
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} />
      {isMaking && <NewAgentDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function NoAgent({ isNarrow }: { isNarrow: boolean }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      {isNarrow ? (
        <EmptyState icon={SearchX} level={2} title="No agent fits">
          Search for less, or look among those that have ended too.
        </EmptyState>
      ) : (
        <EmptyState icon={Bot} level={2} title="No agent is known here">
          An admin makes one, with an owner and a scope; its key is shown once.
        </EmptyState>
      )}
    </div>
  );
}
