import { createEvent } from './event.ts';

/** What may be under way for longer than a moment. */
type OperationKind = 'renewal' | 'backup' | 'taking-in';

/** What is under way now, by kind and account: the one place to ask, for whoever has to wait or to know. */
export interface Operations {
  /** One began for this account; the result ends it. */
  readonly begin: (kind: OperationKind, id: string) => () => void;
  readonly isUnderWay: (kind: OperationKind, id: string) => boolean;
  /** How many accounts have one of this kind under way. */
  readonly count: (kind: OperationKind) => number;
  /** One began or ended. */
  readonly onChange: (listener: () => void) => void;
}

export const createOperations = (): Operations => {
  const changed = createEvent();
  const underWay = new Map<OperationKind, Set<string>>();
  const of = (kind: OperationKind): Set<string> => {
    const ids = underWay.get(kind) ?? new Set();
    underWay.set(kind, ids);
    return ids;
  };
  return {
    begin: (kind, id) => {
      of(kind).add(id);
      changed.tell();
      return () => {
        of(kind).delete(id);
        changed.tell();
      };
    },
    isUnderWay: (kind, id) => of(kind).has(id),
    count: kind => of(kind).size,
    onChange: listener => void changed.listen(listener),
  };
};
