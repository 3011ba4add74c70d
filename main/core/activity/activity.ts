import * as v from 'valibot';
import { type ActivityKind, type ActivityView, activityKinds } from '../../../preload/contract/activity-view.ts';
import { copyFormats } from '../../../preload/contract/copy-formats.ts';
import { errorCodes } from '../../../preload/contract/errors.ts';
import type { Provider } from '../oauth/provider.ts';
import type { Clock, Log } from '../ports/ports.ts';
import type { Vault } from '../vault/vault.ts';

/** The one file of what happened: a line for each event. Nothing of it throws; what a disk refuses is forgotten. */
export interface ActivityFile {
  readonly read: () => Promise<readonly string[]>;
  readonly append: (line: string) => void;
  readonly replace: (lines: readonly string[]) => void;
  readonly remove: () => void;
  /** Asks where to and writes a text there; the file's name, or undefined when no place was chosen. Throws save-failed. */
  readonly saveAs: (suggested: string, text: string) => Promise<string | undefined>;
}

/** What is remembered works with. */
export interface ActivityDeps {
  readonly activityFile: ActivityFile;
  readonly log: Log;
  readonly clock: Clock;
  readonly providers: readonly Provider[];
  readonly vault: () => Pick<Vault, 'get'>;
}

/** The last 1,000 events on this computer: which, when, and never a value. */
export interface Activity {
  /** The same log, out of which people's events are remembered. */
  readonly log: Log;
  /** Newest first. */
  readonly list: () => Promise<readonly ActivityView[]>;
  /** Has a person save them as text: the file's name, null when they chose no place. Throws save-failed. */
  readonly save: () => Promise<{ readonly name: string } | null>;
  /** Reads what earlier runs left, and drops what is too old. */
  readonly load: () => Promise<void>;
  readonly forget: () => void;
}

const most = 1000;
/** The file is cut back only now and then. */
const mostLines = 1500;

const lineSchema = v.object({
  at: v.pipe(v.number(), v.finite()),
  kind: v.picklist(activityKinds),
  account: v.optional(v.string()),
  provider: v.optional(v.string()),
  format: v.optional(v.picklist(copyFormats)),
  code: v.optional(v.picklist(errorCodes)),
});
const factsSchema = v.object({
  account: v.optional(v.string()),
  provider: v.optional(v.string()),
  format: v.optional(v.picklist(copyFormats)),
  code: v.optional(v.picklist(errorCodes)),
});

/** What people call the log's events; all others are the log's alone. */
const kindOf: Readonly<Record<string, ActivityKind>> = {
  connected: 'connected',
  'not-connected': 'not-connected',
  renewed: 'renewed',
  'renewal-failed': 'not-renewed',
  copied: 'copied',
  removing: 'removed',
  'removal-undone': 'restored',
  'backup-written': 'backup-written',
  'backup-taken': 'backup-taken',
  'shift-ended': 'shift-ended',
};

export const createActivity = ({ activityFile: file, log, clock, providers, vault }: ActivityDeps): Activity => {
  let events: ActivityView[] = [];
  let loaded: Promise<void> | undefined;
  let isRead = false;
  /** Lines of this run, which the file holds beside those of earlier ones. */
  const own = new Set<string>();

  const note = (kind: ActivityKind, facts: v.InferOutput<typeof factsSchema>): void => {
    const account = facts.account === undefined ? undefined : vault().get(facts.account);
    const providerId = account?.record?.provider ?? facts.provider;
    const event = asView({
      at: clock.now(),
      kind,
      account: account?.record?.label,
      provider: providers.find(({ id }) => id === providerId)?.name,
      format: facts.format,
      code: facts.code,
    });
    events = [...events.slice(1 - most), event];
    // An account of this session only leaves nothing on the disk.
    if (account?.onDisk === false) return;
    const line = JSON.stringify(event);
    if (!isRead) own.add(line);
    file.append(line);
  };

  const read = async (): Promise<void> => {
    const lines = await file.read();
    if (lines.length > mostLines) file.replace(lines.slice(-most));
    events = [...lines.filter(line => !own.has(line)).flatMap(readLine), ...events].slice(-most);
    own.clear();
    isRead = true;
  };
  const load = (): Promise<void> => {
    loaded ??= read().catch(() => {});
    return loaded;
  };
  const list = async (): Promise<readonly ActivityView[]> => {
    await load();
    return [...events].reverse();
  };

  return {
    load,
    list,
    log: {
      write: (event, facts) => {
        log.write(event, facts);
        const kind = kindOf[event];
        const known = v.safeParse(factsSchema, facts ?? {});
        if (kind !== undefined && known.success && known.output.code !== 'locked') note(kind, known.output);
      },
    },
    save: async () => {
      const lines = (await list()).map(event => `${lineOf(event, clock.isoTime)}\n`);
      const name = await file.saveAs('dockpass-activity.txt', lines.join(''));
      return name === undefined ? null : { name };
    },
    forget: () => {
      events = [];
      file.remove();
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
  const { account, provider, format, code } = more;
  return {
    ...{ at, kind },
    ...(account !== undefined && { account }),
    ...(provider !== undefined && { provider }),
    ...(format !== undefined && { format }),
    ...(code !== undefined && { code }),
  };
};

/** One line of the text that people save or send; without names where it is for somebody else. */
export const lineOf = (event: ActivityView, isoTime: Clock['isoTime'], withNames = true): string => {
  const { at, kind, account, provider, format, code } = event;
  const who = withNames && account !== undefined ? `${account} (${provider ?? '?'})` : provider;
  return [isoTime(at), kind, who, format, code].filter(part => part !== undefined).join('  ');
};
