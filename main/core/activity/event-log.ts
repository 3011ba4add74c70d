import type { DomainEvents } from '../base/domain-events.ts';
import type { Log } from '../ports/log.ts';

/** Writes every domain event into the log, under its kind. */
export const logDomainEvents = (events: Pick<DomainEvents, 'listen'>, log: Log): void => {
  events.listen(({ kind, ...facts }) => log.write(kind, facts));
};
