import type { ProgramQuestionView } from '../../../preload/contract/programs/question.ts';
import type { ProgramAccountView, ProgramMode } from '../../../preload/contract/programs/view.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import type { Operations } from '../base/operations.ts';
import type { Copying } from '../copy/copying.ts';
import type { QuestionWindow } from '../ports/programs.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import { createQuestions } from './questions.ts';

/** Tokens for programs of this computer, as a person permits it. */
export interface Programs {
  readonly handOver: HandOver;
  /** What every account may give, in the order of the list. */
  readonly accounts: () => readonly ProgramAccountView[];
  /** Sealed with the account. Throws locked, record-unreadable, save-failed, having changed nothing. */
  readonly setMode: (id: string, may: ProgramMode) => Promise<void>;
  /** No account gives anything any more. Throws as setMode, having gone through all of them. */
  readonly forgetAll: () => Promise<void>;
  /** What was allowed until the next lock is over. */
  readonly endGrants: () => void;
  /** The question that is open, as its window shows it. */
  readonly question: () => ProgramQuestionView | null;
  readonly answer: (number: number, allows: boolean) => void;
}

interface ProgramsDeps {
  readonly vault: Vault;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly copying: Pick<Copying, 'make'>;
  readonly questionWindow: QuestionWindow;
  readonly operations: Pick<Operations, 'run' | 'abort'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly lockState: LockState;
  readonly clock: Clock;
}

export const createPrograms = (deps: ProgramsDeps): Programs => {
  const { vault, accounts, operations, settings, clock } = deps;
  const questions = createQuestions({ questionWindow: deps.questionWindow, clock });
  const handOver = createHandOver({ ...deps, questions });

  /** What waits for the account's token waits for nothing: what it may have is another thing now. */
  const endWaiting = (id: string): void => {
    questions.forget(id);
    operations.abort(
      one => one.kind === 'hand-over' && one.accounts.has(id),
      new DockpassError('not-permitted', { reason: 'changed' }),
    );
  };

  const setMode: Programs['setMode'] = (id, may) =>
    operations.run('change', [id], async ({ signal }) => {
      await vault.change(
        id,
        async now => ({
          patch: { programs: may === 'never' ? undefined : { may } },
          secrets: await now.open(),
        }),
        { signal, onFailure: 'undo' },
      );
      endWaiting(id);
    });

  // Switched off, also by the organization: nobody is asked, and nothing is handed out.
  settings.onChange(({ programs: isOn }) => {
    if (isOn) return;
    questions.endGrants();
    operations.abort(({ kind }) => kind === 'hand-over', new DockpassError('not-permitted', { reason: 'off' }));
  });

  return {
    handOver,
    accounts: () =>
      accounts.list().flatMap(({ id, label }) => {
        const record = vault.get(id)?.record;
        if (record === undefined) return [];
        const { programs, lastHandOver: last } = record;
        return [{ id, label, may: programs?.may ?? 'never', ...(last !== undefined && { last }) }];
      }),
    setMode,
    forgetAll: async () => {
      const permitted = vault.list().filter(({ record }) => record?.programs !== undefined);
      const ended = await Promise.allSettled(permitted.map(({ id }) => setMode(id, 'never')));
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    },
    endGrants: questions.endGrants,
    question: () => {
      const asked = questions.seen();
      const account = accounts.list().find(({ id }) => id === asked?.account);
      if (asked === undefined || account === undefined) return null;
      const { environment } = account;
      return {
        number: asked.number,
        account: account.label,
        providerName: account.providerName,
        ...(environment !== undefined && { environment }),
        programs: asked.programs,
        calls: asked.calls,
        until: asked.until,
      };
    },
    answer: questions.answer,
  };
};
