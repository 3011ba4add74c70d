import { DockpassError } from './errors.ts';
import { createEvent } from './event.ts';

/** What may be under way for longer than a moment. `move`: a backup that takes refresh tokens along. */
export type OperationKind =
  | 'sign-in'
  /** What a sign-in would begin with is kept ready. */
  | 'preparation'
  | 'edit'
  /** Of words alone: a name, a mark. */
  | 'change'
  /** Writing a token into a file that other programs read. */
  | 'keep-file'
  /** Asking a provider about an account; without accounts: reading what an organization says of one. */
  | 'look-up'
  | 'sign-out'
  /** Having the provider end an account's tokens. Without accounts: tokens that are in memory alone by now. */
  | 'revocation'
  | 'renewal'
  | 'copy'
  /** Reading what a token says of itself. */
  | 'details'
  /** To a program of this computer, from its question on. */
  | 'hand-over'
  | 'backup'
  | 'move'
  | 'restore'
  /** Accounts of a list: written to a file, or added. */
  | 'account-list'
  | 'storage';

/** One thing under way: what it is, whose accounts it is about, and whether it is still wanted. */
export interface Operation {
  readonly kind: OperationKind;
  readonly accounts: ReadonlySet<string>;
  /** Looked at before each request and inside the turn of each save. Its reason is a DockpassError. */
  readonly signal: AbortSignal;
  /** An answer with tokens is here, or was asked for: to stop now would lose it. */
  readonly isAnswered: () => boolean;
  readonly answered: () => void;
  /** What was asked for brought no tokens: it may be ended again, and is where somebody wanted that meanwhile. */
  readonly notAnswered: () => void;
  /** Throws the signal's reason; and, where nothing may begin any more, what `close` was given: no further request. */
  readonly requireWanted: () => void;
}

type Which = (operation: Operation) => boolean;

/**
 * Everything that is under way, in one list: the end of a shift, a removal, a lock, a move and quitting act on it. They
 * end what is no longer wanted, wait for what is, or refuse what would begin.
 */
export interface Operations {
  /**
   * Does the work as an operation. Throws busy (reason: the kind that is in the way) where two exclude each other, and
   * what `close` was given while that holds.
   */
  readonly run: <T>(
    kind: OperationKind,
    accounts: Iterable<string>,
    work: (operation: Operation) => Promise<T>,
  ) => Promise<T>;
  readonly isUnderWay: (kind: OperationKind, id: string) => boolean;
  /** Of these kinds; of all, where none is named. */
  readonly count: (...kinds: readonly OperationKind[]) => number;
  /** Ends those: each stops at its next request, save or wait, with this error. */
  readonly abort: (which: Which, why: DockpassError) => void;
  /** The same as a person's wish: one whose answer is on its way ends once that brought no tokens. */
  readonly stop: (which: Which, why: DockpassError) => void;
  /** None of those is under way any more. */
  readonly whenIdle: (which?: Which) => Promise<void>;
  /** Nothing begins from now on: whoever tries gets this error. The result opens again. */
  readonly close: (why: DockpassError) => () => void;
  readonly isClosed: () => boolean;
  /** One of that kind began or ended. */
  readonly onChange: (listener: (kind: OperationKind) => void) => void;
}

/** Each of these wants the account for itself. */
const exclusive: readonly OperationKind[] = ['sign-in', 'edit', 'move', 'restore', 'revocation'];
/** A token that is moving to another computer, or ending, is not renewed here meanwhile. */
const excludes = (one: OperationKind, other: OperationKind): boolean =>
  (exclusive.includes(one) && exclusive.includes(other)) ||
  (other === 'renewal' && (one === 'move' || one === 'revocation')) ||
  (one === 'renewal' && other === 'revocation');

export const createOperations = (): Operations => {
  const changed = createEvent<[kind: OperationKind]>();
  const underWay = new Set<Operation>();
  const controllers = new Map<Operation, AbortController>();
  const stopped = new Map<Operation, DockpassError>();
  const closed = new Set<DockpassError>();

  const refuse = (kind: OperationKind, accounts: ReadonlySet<string>): void => {
    for (const why of closed) throw why;
    for (const one of underWay) {
      const inTheWay = excludes(one.kind, kind) && [...accounts].some(id => one.accounts.has(id));
      if (inTheWay) throw new DockpassError('busy', { reason: one.kind });
    }
  };

  const begin = (kind: OperationKind, accounts: ReadonlySet<string>): Operation => {
    const controller = new AbortController();
    const { signal } = controller;
    let isAnswered = false;
    const operation: Operation = {
      kind,
      accounts,
      signal,
      isAnswered: () => isAnswered,
      answered: () => {
        isAnswered = true;
      },
      notAnswered: () => {
        isAnswered = false;
        const why = stopped.get(operation);
        if (why !== undefined) controller.abort(why);
      },
      requireWanted: () => {
        signal.throwIfAborted();
        for (const why of closed) throw why;
      },
    };
    underWay.add(operation);
    controllers.set(operation, controller);
    changed.tell(kind);
    return operation;
  };

  const end = (operation: Operation): void => {
    underWay.delete(operation);
    controllers.delete(operation);
    stopped.delete(operation);
    changed.tell(operation.kind);
  };

  return {
    run: async (kind, ids, work) => {
      const accounts = new Set(ids);
      refuse(kind, accounts);
      const operation = begin(kind, accounts);
      try {
        return await work(operation);
      } finally {
        end(operation);
      }
    },
    isUnderWay: (kind, id) => {
      for (const one of underWay) if (one.kind === kind && one.accounts.has(id)) return true;
      return false;
    },
    count: (...kinds) => [...underWay].filter(one => kinds.length === 0 || kinds.includes(one.kind)).length,
    abort: (which, why) => {
      for (const one of [...underWay]) if (which(one)) controllers.get(one)?.abort(why);
    },
    stop: (which, why) => {
      for (const one of [...underWay].filter(which)) {
        if (one.isAnswered()) stopped.set(one, why);
        else controllers.get(one)?.abort(why);
      }
    },
    whenIdle: (which = () => true) =>
      new Promise(resolve => {
        const look = (): void => {
          if ([...underWay].some(which)) return;
          stop();
          resolve();
        };
        const stop = changed.listen(look);
        look();
      }),
    close: why => {
      closed.add(why);
      return () => void closed.delete(why);
    },
    isClosed: () => closed.size > 0,
    onChange: listener => void changed.listen(listener),
  };
};

/** The same promise, but no longer waited for once the signal is raised: then it throws the signal's reason. */
export const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
