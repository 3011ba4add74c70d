import * as v from 'valibot';
import { type ActivityKind, type ActivityView, activityKinds } from '../../../preload/contract/activity-view.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import { type ErrorCode, errorCodes } from '../../../preload/contract/errors.ts';
import type { DomainEvent, DomainEvents } from '../base/domain-events.ts';
import type { Provider } from '../oauth/provider.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import type { ActivityFile } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';
import type { Vault } from '../vault/vault.ts';

/** What is remembered works with. */
interface ActivityDeps {
  readonly activityFile: ActivityFile;
  readonly events: Pick<DomainEvents, 'listen'>;
  readonly clock: Clock;
  readonly providers: readonly Provider[];
  readonly vault: Pick<Vault, 'get'>;
}

/** The last 1,000 events on this computer: which, when, and never a value. */
export interface Activity {
  /** Newest first. */
  readonly list: () => Promise<readonly ActivityView[]>;
  /** Has a person save them as text: the file's name, null when they chose no place. Throws save-failed. */
  readonly save: () => Promise<{ readonly name: string } | null>;
  /** Reads what earlier runs left, and drops what is too old. */
  readonly load: () => Promise<void>;
}

const most = 1000;
/** The file is cut back only now and then: when it is read, and each time it has grown to this. */
const mostLines = 1500;

const lineSchema = v.object({
  at: v.pipe(v.number(), v.finite()),
  kind: v.picklist(activityKinds),
  account: v.optional(v.string()),
  provider: v.optional(v.string()),
  format: v.optional(v.string()),
  program: v.optional(v.string()),
  code: v.optional(v.picklist(errorCodes)),
});
/** What people call the domain's events; the others are the log's alone. */
const kindOf: Readonly<Record<DomainEvent['kind'], ActivityKind | undefined>> = {
  connected: 'connected',
  'not-connected': 'not-connected',
  renewed: 'renewed',
  'renewal-failed': 'not-renewed',
  copied: 'copied',
  'shown-as-qr': 'shown-as-qr',
  'handed-over': 'handed-over',
  'not-handed-over': 'not-handed-over',
  revoked: 'revoked',
  'partly-revoked': 'partly-revoked',
  'not-revoked': 'not-revoked',
  removing: 'removed',
  'removal-undone': 'restored',
  removed: undefined,
  'backup-written': 'backup-written',
  'backup-taken': 'backup-taken',
  'list-written': 'list-written',
  'list-taken': 'list-taken',
  'shift-ended': 'shift-ended',
};

/** What an event says of one account; nothing of what it says of several. */
interface EventFacts {
  readonly account?: string;
  readonly provider?: string;
  readonly format?: CopyFormat;
  readonly program?: string;
  readonly code?: ErrorCode;
}
const factsOf = (event: DomainEvent): EventFacts => ({
  ...('account' in event && event.account !== undefined && { account: event.account }),
  ...('provider' in event && event.provider !== undefined && { provider: event.provider }),
  ...('format' in event && { format: event.format }),
  ...('program' in event && event.program !== '' && { program: event.program }),
  ...('code' in event && { code: event.code }),
});

export const createActivity = (deps: ActivityDeps): Activity => {
  const { activityFile: file, clock, providers, vault } = deps;
  let events: ActivityView[] = [];
  let loaded: Promise<void> | undefined;
  let isRead = false;
  /** Lines of this run, which the file holds beside those of earlier ones. */
  const own = new Set<string>();
  /** Events that leave nothing on the disk. */
  const inMemory = new WeakSet<ActivityView>();
  /** Of the file, once it was read. */
  let lineCount = 0;

  const cutBack = (lines: readonly string[]): void => {
    file.replace(lines);
    lineCount = lines.length;
  };
  const note = (kind: ActivityKind, facts: EventFacts): void => {
    const account = facts.account === undefined ? undefined : vault.get(facts.account);
    const providerId = account?.record?.provider ?? facts.provider;
    const provider = providers.find(({ id }) => id === providerId);
    const event = asView({
      at: clock.now(),
      kind,
      account: account?.record?.label,
      provider: provider && shownNameOf(provider),
      format: facts.format,
      program: facts.program,
      code: facts.code,
    });
    events = [...events.slice(1 - most), event];
    // An account of this session only leaves nothing on the disk.
    if (account?.onDisk === false) {
      inMemory.add(event);
      return;
    }
    const line = JSON.stringify(event);
    if (!isRead) own.add(line);
    file.append(line);
    lineCount += 1;
    if (isRead && lineCount > mostLines)
      cutBack(events.filter(one => !inMemory.has(one)).map(one => JSON.stringify(one)));
  };

  const read = async (): Promise<void> => {
    const lines = await file.read();
    // Forgotten meanwhile.
    if (isRead) return;
    if (lines.length > mostLines) cutBack(lines.slice(-most));
    else lineCount = lines.length;
    events = [...lines.filter(line => !own.has(line)).flatMap(readLine), ...events].slice(-most);
    own.clear();
    isRead = true;
  };
  const forget = (): void => {
    events = [];
    own.clear();
    file.remove();
    lineCount = 0;
    // Nothing is left to read.
    isRead = true;
    loaded = Promise.resolve();
  };
  const load = (): Promise<void> => {
    loaded ??= read().catch(() => {});
    return loaded;
  };
  const list = async (): Promise<readonly ActivityView[]> => {
    await load();
    return [...events].reverse();
  };

  deps.events.listen(event => {
    // Names stand in it.
    if (event.kind === 'shift-ended' && !event.labels) forget();
    const kind = kindOf[event.kind];
    const facts = factsOf(event);
    // Asked for by a person, it is told; renewals that wait for a passphrase are not.
    const isTold = facts.code !== 'locked' || kind === 'not-revoked';
    if (kind !== undefined && isTold) note(kind, facts);
  });

  return {
    load,
    list,
    save: async () => {
      const lines = (await list()).map(event => `${lineOf(event, clock.isoTime)}\n`);
      const name = await file.saveAs('dockpass-activity.txt', lines.join(''));
      return name === undefined ? null : { name };
    },
  };
};

const readLine = (line: string): readonly ActivityView[] => {
  try {
    const parsed = v.safeParse(lineSchema, JSON.parse(line));
    return parsed.success ? [asView(parsed.output)] : [];
  } catch {
    return [];
  }
};

const asView = ({ at, kind, ...more }: v.InferOutput<typeof lineSchema>): ActivityView => {
  const { account, provider, format, program, code } = more;
  return {
    at,
    kind,
    ...(account !== undefined && { account }),
    ...(provider !== undefined && { provider }),
    ...(format !== undefined && { format }),
    ...(program !== undefined && { program }),
    ...(code !== undefined && { code }),
  };
};

/** One line of the text that people save or send; without names where it is for somebody else. */
export const lineOf = (event: ActivityView, isoTime: Clock['isoTime'], withNames = true): string => {
  const { at, kind, account, provider, format, program, code } = event;
  const who = withNames && account !== undefined ? `${account} (${provider ?? '?'})` : provider;
  const to = withNames && program !== undefined ? JSON.stringify(program) : undefined;
  return [isoTime(at), kind, who, format, to, code].filter(part => part !== undefined).join('  ');
};
