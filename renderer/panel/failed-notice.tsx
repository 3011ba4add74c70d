import { Dismiss } from '../components/dismiss.tsx';
import { WarningIcon } from '../components/icons.tsx';
import { type PanelDeps, usePanel, usePanelState } from '../state/panel-context.ts';
import type { Notice, PanelState } from '../state/panel-store.ts';
import { actionLabel, instruct, type MessageAction } from '../text/messages.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';

type Failed = Extract<Notice, { kind: 'failed' }>;

/** A call that failed, as an instruction with its one button. */
export function FailedNotice({ notice }: { readonly notice: Failed }) {
  const ports = usePanel();
  const help = helpFor(notice, ports);
  const provider = usePanelState(state => providerOf(state, notice.accountId));
  const words = instruct(notice.failure, help?.action === 'edit' ? text('notice.press-save') : undefined, provider);
  return (
    <div className="toast warn">
      <WarningIcon />
      <div className="toast-words">
        <p>
          <strong>
            {notice.about === undefined ? (
              words.title
            ) : (
              <RichText of="notice.about" values={{ account: <bdi>{notice.about}</bdi>, title: words.title }} />
            )}
          </strong>
        </p>
        <p className="toast-note">{words.help}</p>
        {help && (
          <button type="button" className="toast-help" onClick={help.run}>
            {actionLabel(help.action)}
          </button>
        )}
      </div>
      <Dismiss notice={notice} />
    </div>
  );
}

const providerOf = ({ accounts, providers }: PanelState, accountId: string | undefined) => {
  const account = accounts.find(({ id }) => id === accountId);
  return providers.find(({ id }) => id === account?.providerId);
};

interface Help {
  readonly action: MessageAction;
  readonly run: () => void;
}
/** What the one button does here; nothing where the account it needs is gone. */
function helpFor(notice: Failed, { store, actions }: PanelDeps): Help | undefined {
  const { action } = instruct(notice.failure);
  const account = store.get().accounts.find(({ id }) => id === notice.accountId);
  const close = (): void => actions.dismiss(notice.key);
  if (action === 'sign-in' && account !== undefined) {
    return { action, run: () => void actions.reconnect(account) };
  }
  if (action === 'edit' && account?.actions.includes('edit')) {
    const run = (): void => {
      close();
      store.set({ overlay: { kind: 'edit', account } });
    };
    return { action, run };
  }
  if (action === 'restart') return { action, run: () => void actions.restart() };
  if (action === 'clear') return { action, run: () => void actions.clearClipboard().then(close) };
  const { again } = notice;
  if (again === undefined) return undefined;
  const run = (): void => {
    close();
    again();
  };
  return { action: 'again', run };
}
