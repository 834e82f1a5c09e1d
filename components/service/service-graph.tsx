'use client';

import { clsx } from 'clsx';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { ServiceRow } from '@/lib/services/schema';
import { layGraph, type Layout, NODE, pathOf } from './lay-graph';
import { PlainButton } from '@/components/ui/plain-button';

export interface ServiceGraphProps {
  services: ServiceRow[];
  selected: string | undefined;
  /** What a change of the selected service can reach, itself included. */
  reached: ReadonlySet<string>;
  openOn: ReadonlyMap<string, number>;
  onSelect: (name: string) => void;
}

const PAD = 12;

/**
 * Who depends on whom, left to right. The lines are for the eye; each service is a button, and the
 * arrow keys move along the lines and up and down a column.
 */
export function ServiceGraph({ services, selected, reached, openOn, onSelect }: ServiceGraphProps) {
  const layout = useMemo(() => layGraph(services), [services]);
  const declared = useMemo(
    () => new Set(services.filter((one) => one.declared).map(({ name }) => name)),
    [services],
  );
  const { nodes, edges, alone, width, height } = layout;
  const [focused, setFocused] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const isHere = (name: string | undefined) => nodes.some((each) => each.name === name);
  const entry = [focused, selected].find(isHere) ?? nodes[0]?.name;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = neighbour(layout, entry, event.key);
    if (to === undefined) return;
    event.preventDefault();
    setFocused(to);
    const button = list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(to)}"]`);
    button?.focus();
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const lookOf = (name: string) => {
    if (selected === undefined) return 'border-line-strong bg-surface text-ink hover:bg-hover';
    return reached.has(name)
      ? 'border-running-line bg-running-tint text-ink'
      : 'border-line bg-surface text-muted hover:text-ink';
  };
  return (
    <div className="flex flex-col">
      {nodes.length > 0 && (
        <ScrollArea label="Services, and what depends on what" className="max-h-[32rem]">
          <div className="relative" style={{ width: width + 2 * PAD, height: height + 2 * PAD }}>
            <svg
              aria-hidden
              className="absolute inset-0"
              width={width + 2 * PAD}
              height={height + 2 * PAD}
              viewBox={`${-PAD} ${-PAD} ${width + 2 * PAD} ${height + 2 * PAD}`}
              fill="none"
            >
              {edges.map((edge) => {
                const isLit = reached.has(edge.from) && reached.has(edge.to);
                return (
                  <path
                    key={`${edge.from}\n${edge.to}`}
                    d={pathOf(edge)}
                    strokeWidth={isLit ? 2 : 1.25}
                    strokeDasharray={edge.isBack ? '4 4' : undefined}
                    className={isLit ? 'stroke-running-fill' : 'stroke-line-strong'}
                  />
                );
              })}
            </svg>
            <ul ref={list} aria-label="Services; arrow keys move along what depends on what">
              {nodes.map(({ name, x, y }) => (
                <li
                  key={name}
                  className="absolute"
                  style={{ left: x + PAD, top: y + PAD, width: NODE.width }}
                >
                  <PlainButton
                    data-node={name}
                    tabIndex={name === entry ? 0 : -1}
                    aria-pressed={name === selected}
                    onKeyDown={onKeyDown}
                    onFocus={() => setFocused(name)}
                    onClick={() => onSelect(name)}
                    style={{ height: NODE.height }}
                    className={clsx(
                      'flex w-full items-center gap-1.5 rounded-md border px-2.5 text-left text-sm',
                      'aria-pressed:border-transparent aria-pressed:bg-inverse aria-pressed:font-medium aria-pressed:text-on-inverse',
                      selected !== name && lookOf(name),
                      !declared.has(name) && 'border-dashed',
                    )}
                  >
                    <span className="min-w-0 flex-1 truncate">
                      <VisibleText text={name} />
                    </span>
                    <OpenCount count={openOn.get(name) ?? 0} />
                    {!declared.has(name) && <span className="sr-only">, not declared</span>}
                  </PlainButton>
                </li>
              ))}
            </ul>
          </div>
        </ScrollArea>
      )}
      {alone.length > 0 && (
        <div
          className={clsx(
            'flex flex-wrap items-center gap-1.5 px-3 py-2.5 text-sm',
            nodes.length > 0 && 'border-t border-line',
          )}
        >
          <span className="text-xs text-muted">By themselves</span>
          {alone.map((name) => (
            <PlainButton
              key={name}
              aria-pressed={name === selected}
              onClick={() => onSelect(name)}
              className="inline-flex min-h-7 max-w-56 items-center gap-1.5 rounded-md border border-line px-2 text-ink hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-inverse aria-pressed:text-on-inverse pointer-coarse:min-h-11"
            >
              <span className="truncate">
                <VisibleText text={name} />
              </span>
              <OpenCount count={openOn.get(name) ?? 0} />
            </PlainButton>
          ))}
        </div>
      )}
    </div>
  );
}

function OpenCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex h-4 min-w-4 shrink-0 items-center justify-center rounded-full bg-bad-solid px-1 text-2xs font-semibold text-on-solid">
      <span aria-hidden>{count}</span>
      <span className="sr-only">
        , {count} open {count === 1 ? 'incident' : 'incidents'}
      </span>
    </span>
  );
}

/** Where an arrow key leads from a node: along a line, or up and down its column. */
function neighbour({ nodes, edges }: Layout, from: string | undefined, key: string) {
  const here = nodes.find(({ name }) => name === from);
  if (!here) return undefined;
  const inColumn = (row: number) =>
    nodes.find((each) => each.column === here.column && each.row === here.row + row)?.name;
  const nearest = (names: string[]) =>
    nodes
      .filter(({ name }) => names.includes(name))
      .toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0]?.name;
  switch (key) {
    case 'ArrowRight':
      return nearest(edges.filter((edge) => edge.from === from).map(({ to }) => to));
    case 'ArrowLeft':
      return nearest(edges.filter((edge) => edge.to === from).map((edge) => edge.from));
    case 'ArrowDown':
      return inColumn(1);
    case 'ArrowUp':
      return inColumn(-1);
    default:
      return undefined;
  }
}
