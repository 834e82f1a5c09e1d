'use client';

import { clsx } from 'clsx';
import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useAnnounce } from './announcer';
import { buttonStyle } from './button-style';
import { toneText } from './tone';
import { PlainButton } from './plain-button';

export interface ToastInput {
  tone: 'good' | 'bad' | 'quiet';
  title: string;
  detail?: string | undefined;
}

interface Toast extends ToastInput {
  key: number;
}

const ToastContext = createContext<(toast: ToastInput) => void>(() => undefined);
const glyphs = { good: CircleCheck, bad: OctagonAlert, quiet: Info };
const stayMs = 6000;

/** Passing news. What went wrong stays until it is dismissed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const nextKey = useRef(1);
  const announce = useAnnounce();
  const dismiss = useCallback(
    (key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)),
    [],
  );
  const show = useCallback(
    (toast: ToastInput) => {
      const key = nextKey.current++;
      setToasts((shown) => [...shown.slice(-2), { ...toast, key }]);
      announce([toast.title, toast.detail].filter(Boolean).join('. '));
    },
    [announce],
  );
  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && (
        <section aria-label="Notifications">
          <ol className="pointer-events-none fixed inset-x-3 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-50 flex flex-col gap-2 md:inset-x-auto md:right-4 md:bottom-4 md:w-88">
            {toasts.map((toast) => (
              <ToastRow key={toast.key} toast={toast} onDismiss={dismiss} />
            ))}
          </ol>
        </section>
      )}
    </ToastContext>
  );
}

function ToastRow({ toast, onDismiss }: { toast: Toast; onDismiss: (key: number) => void }) {
  const Icon = glyphs[toast.tone];
  const { key, tone } = toast;
  useEffect(() => {
    if (tone === 'bad') return;
    const timer = setTimeout(() => onDismiss(key), stayMs);
    return () => clearTimeout(timer);
  }, [key, tone, onDismiss]);
  return (
    <li className="animate-pop pointer-events-auto flex items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 text-sm shadow-pop">
      <Icon aria-hidden size={16} className={clsx('mt-0.5 shrink-0', toneText[tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words text-ink">{toast.title}</p>
        {toast.detail && <p className="break-words text-muted">{toast.detail}</p>}
      </div>
      <PlainButton
        aria-label="Dismiss"
        onClick={() => onDismiss(key)}
        className={buttonStyle({ variant: 'ghost', size: 'sm', square: true, className: '-my-1' })}
      >
        <X aria-hidden size={14} />
      </PlainButton>
    </li>
  );
}

export function useToast(): (toast: ToastInput) => void {
  return use(ToastContext);
}
