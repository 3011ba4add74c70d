import type { ProgramQuestionView } from '../../../preload/contract/programs/question.ts';
import type { ProgramAccountView, ProgramMode } from '../../../preload/contract/programs/view.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import type { Operations } from '../base/operations.ts';
import type { Copying } from '../copy/copying.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord, KeptFilePlan } from '../ports/account-record.ts';
import type { QuestionWindow } from '../ports/programs.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import type { KeptFiles } from './kept-files.ts';
import { createQuestions } from './questions.ts';

/** Tokens for programs of this computer, as a person permits it. */
export interface Programs {
  readonly handOver: HandOver;
  /** What every account may give, in the order of the list. */
  readonly accounts: () => readonly ProgramAccountView[];
  /** Sealed with the account. Throws locked, record-unreadable, save-failed, having changed nothing. */
  readonly setMode: (id: string, may: ProgramMode) => Promise<void>;
  /** Keeps a file of this account from now on, or none. Throws as setMode, and bad-input (field file-path) as KeptFiles.check. */
  readonly setFile: (id: string, plan: KeptFilePlan | undefined) => Promise<void>;
  readonly keptFiles: Pick<KeptFiles, 'settle' | 'takeAway' | 'quit' | 'quitNow' | 'onChange'>;
  /** No account gives anything any more. Throws as setMode, having gone through all of them. */
  readonly forgetAll: () => Promise<void>;
  /** What was allowed until the next lock is over. */
  readonly endGrants: () => void;
  /** Calls that came while Dockpass was locked go on. */
  readonly unlocked: () => void;
  /** In a question a person chose to unlock Dockpass. */
  readonly onUnlockWanted: (listener: () => void) => void;
  /** The question that is open, as its window shows it. */
  readonly question: () => ProgramQuestionView | null;
  readonly answer: (number: number, allows: boolean) => void;
}

interface ProgramsDeps {
  readonly vault: Vault;
  readonly accounts: Pick<Accounts, 'list'>;
  readonly providers: readonly Provider[];
  readonly copying: Pick<Copying, 'make'>;
  readonly keptFiles: KeptFiles;
  readonly questionWindow: QuestionWindow;
  readonly operations: Pick<Operations, 'run' | 'abort'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly lockState: LockState;
  readonly clock: Clock;
}

type ProgramAccess = NonNullable<AccountRecord['programs']>;

export const createPrograms = (deps: ProgramsDeps): Programs => {
  const { vault, accounts, keptFiles, operations, settings, clock } = deps;
  const unlockWanted = createEvent();
  const paths = createKeyedQueue();
  const questions = createQuestions({ questionWindow: deps.questionWindow, onUnlock: unlockWanted.tell, clock });
  const handOver = createHandOver({ ...deps, questions });

  /** What waits for the account's token waits for nothing: what it may have is another thing now. */
  const endWaiting = (id: string): void => {
    questions.forget(id);
    operations.abort(
      one => one.kind === 'hand-over' && one.accounts.has(id),
      new DockpassError('not-permitted', { reason: 'changed' }),
    );
  };

  /** Sealed together with what the record said before, which opening has proved to be what was sealed. */
  const change = (id: string, next: (before: ProgramAccess | undefined) => ProgramAccess): Promise<unknown> =>
    operations.run('change', [id], ({ signal }) =>
      vault.change(
        id,
        async now => {
          const secrets = await now.open();
          const programs = next(now.record.programs);
          const isNothing = programs.may === 'never' && programs.file === undefined;
          return { patch: { programs: isNothing ? undefined : programs }, secrets, areSame: true };
        },
        { signal, onFailure: 'undo' },
      ),
    );

  const setMode: Programs['setMode'] = async (id, may) => {
    await change(id, before => ({ ...before, may }));
    endWaiting(id);
  };

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
        const failed = keptFiles.failureOf(id);
        const file = programs?.file && {
          ...programs.file,
          ...(failed !== undefined && { failed }),
        };
        return [
          {
            id,
            label,
            may: programs?.may ?? 'never',
            ...(last !== undefined && { last }),
            ...(file !== undefined && { file }),
          },
        ];
      }),
    setMode,
    // One after the other: of two accounts that want the same path, the second is told.
    setFile: (id, plan) =>
      paths.run('path', async () => {
        if (plan !== undefined) keptFiles.check(id, plan.path);
        const file = plan !== undefined && { file: plan };
        await change(id, (before = { may: 'never' }) => ({ may: before.may, ...file }));
        // A person who says the same once more has put right what was in its way.
        void keptFiles.settleOne(id);
      }),
    keptFiles,
    forgetAll: async () => {
      const permitted = vault.list().filter(({ record }) => record?.programs !== undefined);
      const forget = async (id: string): Promise<void> => {
        await change(id, () => ({ may: 'never' }));
        endWaiting(id);
      };
      const ended = await Promise.allSettled(permitted.map(({ id }) => forget(id)));
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    },
    endGrants: questions.endGrants,
    unlocked: questions.unlocked,
    onUnlockWanted: listener => void unlockWanted.listen(listener),
    question: () => {
      const asked = questions.seen();
      if (asked === undefined) return null;
      const { number, programs, calls, until } = asked;
      if (until === 'unlocked') return { number, programs, calls, until };
      const account = accounts.list().find(({ id }) => id === asked.account);
      if (account === undefined) return null;
      const { label, providerName, environment } = account;
      const about = { account: label, providerName, ...(environment !== undefined && { environment }) };
      return { number, ...about, programs, calls, until };
    },
    answer: questions.answer,
  };
};
