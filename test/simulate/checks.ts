import type { HttpRequest } from '../../main/core/ports/network.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';
import {
  accountOfPath,
  isReadable,
  keychainPort,
  namesIn,
  type OpenedRecord,
  openRecordText,
  readBackupText,
} from './adapter.ts';
import { isKeptPath } from './computer/kept-files.ts';
import { createKeychain } from './computer/keychain.ts';
import type { Exchange } from './computer/network.ts';
import { restarted } from './fork.ts';
import {
  afterShift,
  clipboardAfterQuit,
  clipboardWhileLocked,
  givenAfterRemoval,
  handedOut,
  handedOutAfterQuit,
  keptByNobody,
  keptFileAfterQuit,
  keptIsCurrent,
  keptWhole,
  leftAfterShift,
  nameWithinLimit,
  newestToken,
  olderUsed,
  oneName,
  oneUser,
  orderStays,
  type Place,
  permitted,
  quitWaits,
  readableAgain,
  removedStaysGone,
  renewalAfterQuit,
  restartFinds,
  revokesOwn,
  rightPlace,
  sameRegistration,
  staysThere,
} from './invariants.ts';
import { clientIdOf } from './servers/forms.ts';
import type { Grant, RefreshToken } from './servers/providers.ts';
import { backupPassphrase, type Checks, type Computer, isRenewal, key, type Running, type World } from './world.ts';

// Puts the facts together for `invariants.ts`.

const placeOf = ({ grant, index }: RefreshToken): Place => ({ grant: grant.id, index });

/** The newest refresh token of a sign-in that came to a computer. */
const newestOf = (grant: Grant, computer: number): RefreshToken | undefined =>
  grant.tokens.findLast(({ broughtTo }) => broughtTo.has(computer));

/** Calls that send, save or hand out secrets by themselves, the most telling first. */
const causes = ['takeBackup', 'connect', 'edit', 'reconnect', 'signInAsSomeoneElse', 'renew', 'copy', 'showToken'];

export const createChecks = (world: World): Checks => {
  const { providers, secrets, report } = world;
  const opened = new Map<string, { readonly seal: string; readonly record: OpenedRecord | undefined }>();
  /** By computer and account. */
  const registrations = new Map<string, string>();
  /** Refresh tokens that lie, or lay, in a backup which was written whole. */
  const inFiles = new Set<RefreshToken>();

  /** What an account's file holds, opened. */
  const openFile = async (
    computer: Computer,
    id: string,
    text = computer.disk.files.get(`accounts/${id}.json`),
  ): Promise<OpenedRecord | undefined> => {
    if (text === undefined) return undefined;
    const files = new Map([['vault-key.json', computer.disk.files.get('vault-key.json') ?? '']]).set(
      `accounts/${id}.json`,
      text,
    );
    const seal = `${files.get('vault-key.json')} ${text}`;
    const known = opened.get(key(computer, id));
    if (known?.seal === seal) return known.record;
    const keychain = createKeychain('ok');
    keychain.opensAll = true;
    const record = await openRecordText(id, files, keychainPort(keychain), computer.passphrases);
    opened.set(key(computer, id), { seal, record });
    return record;
  };

  const isQuiet = (computer: Computer, id: string, client: string): boolean => {
    const concerns = ({ computer: at, account, isWide, client: of }: World['calls'] extends Set<infer C> ? C : never) =>
      at === computer.index && (isWide || account === id || of === client);
    if (computer.disk.waiting() > 0 || [...world.calls].some(concerns)) return false;
    return !world.network.underWay.some(
      ({ computer: at, request }) =>
        at === computer.index &&
        secrets.in(`${request.body ?? ''} ${request.headers.authorization ?? ''}`).some(one => one.client === client),
    );
  };

  const checkNewest = async (computer: Computer, id: string): Promise<void> => {
    const { running } = computer;
    const name = key(computer, id);
    if (running === undefined || running.quitAt !== undefined || world.removed.has(name)) return;
    const record = await openFile(computer, id);
    const registration = record && clientIdOf(record.values);
    if (registration !== undefined && !world.altered.has(name)) {
      report(sameRegistration(registrations.get(name), registration));
      registrations.set(name, registration);
    }
    const row = running.program.row(id);
    if (row?.renewal.kind === 'renewing') return;
    // What a full disk kept of a shift that ended is wiped as soon as it can be.
    if (record?.isEmpty && computer.shift?.done === 'failed') return;
    const claim = world.claims.get(name);
    const client = record === undefined ? (claim?.client.id ?? '') : clientIdOf(record.values);
    if (!isQuiet(computer, id, client)) return;
    // What the disk refused was told, and the disk says what it said before.
    if ((row === undefined || record?.isRemoved) && world.altered.has(name)) return;
    if (row === undefined || record?.isRemoved) {
      const isWiped = claim === undefined || computer.shift !== undefined;
      report(staysThere(isWiped || (row !== undefined && !record?.isRemoved), id));
      return;
    }
    const token = providers.tokenOf(record?.refreshToken ?? '');
    token?.broughtTo.add(computer.index);
    const isOlderSignIn = token !== undefined && claim !== undefined && token.grant.order < claim.order;
    const grant = isOlderSignIn ? claim : (token?.grant ?? claim);
    if (grant === undefined || grant.dead || world.owners.get(grant) === 'anyone') return;
    world.claims.set(name, grant);
    const newest = newestOf(grant, computer.index);
    // What came before the end of a shift was over is wiped, now or at the next start.
    const { shift } = computer;
    if (newest !== undefined && shift !== undefined && newest.secret.since <= shift.overAt) return;
    const isInFile = newest !== undefined && inFiles.has(newest);
    if (newest !== undefined && (newest === token || isInFile)) world.saved(newest, computer.index);
    else if (newest !== undefined && world.isUncertain(newest)) {
      newest.broughtTo.delete(computer.index);
      return;
    }
    const broken = newestToken({
      row,
      // A name alone is nothing that could be opened.
      found:
        record?.isEmpty !== false && !row.onDisk
          ? undefined
          : record && { ...(token !== undefined && { token: placeOf(token) }) },
      newest: newest && placeOf(newest),
      isInFile,
    });
    report(broken);
    // Said once.
    if (broken !== undefined) world.claims.delete(name);
  };

  const checkShift = async (
    computer: Computer,
    files: Iterable<readonly [path: string, text: string]>,
    isEnd: boolean,
  ): Promise<void> => {
    const { shift } = computer;
    if (shift === undefined || shift.done === 'failed') return;
    for (const [path, content] of files) {
      const id = accountOfPath(path);
      const record = id === undefined ? undefined : await openFile(computer, id, content);
      for (const text of record?.secrets ?? []) {
        const secret = secrets.get(text);
        if (secret === undefined) continue;
        report(
          isEnd
            ? leftAfterShift('a file', secret.since, shift.at)
            : afterShift(
                `saved (${causeOf(computer, secret.client, shift.at)})`,
                secret.since,
                shift.at,
                `${secret.kind} of ${secret.client}`,
              ),
        );
      }
    }
    if (!isEnd) return;
    const left = (where: string, text: string): void => {
      for (const one of secrets.in(text)) report(leftAfterShift(where, one.since, shift.at));
    };
    // What a program that was killed left there is not known to the next one.
    if (computer.clipboard.program === computer.running?.number) left('the clipboard', computer.clipboard.text);
    left('a window', computer.shown);
    for (const [path, since] of computer.disk.files)
      if (path.startsWith('sessions/')) report(leftAfterShift('a sign-in session', Number(since), shift.at));
    for (const [, text] of keptOn(computer)) left('a kept file', text);
  };

  const readBackups = async (): Promise<void> => {
    for (const [path, text] of world.stick.files) {
      if (path.endsWith('.staged')) continue;
      if (world.backups.get(path)?.text === text) continue;
      const accounts = await readBackupText(text, backupPassphrase).catch(() => undefined);
      report(readableAgain(accounts !== undefined, 'a backup', text.length));
      const tokens = (accounts ?? []).flatMap(one => providers.tokenOf(one.refreshToken ?? '') ?? []);
      // The sign-in that moved is the one that the account had, also where it was never looked at between.
      for (const { id, refreshToken = '' } of accounts ?? []) {
        const grant = providers.tokenOf(refreshToken)?.grant;
        for (const [name, claim] of world.claims)
          if (grant !== undefined && name.endsWith(`/${id}`) && claim.order < grant.order)
            world.claims.set(name, grant);
      }
      const all = (accounts ?? []).flatMap(one => one.secrets);
      const ids = new Set((accounts ?? []).flatMap(one => (one.refreshToken === undefined ? [] : [one.id])));
      const details = new Map((accounts ?? []).map(one => [one.id, one.details]));
      world.backups.set(path, { text, tokens, ids, details, secrets: all });
      for (const token of tokens) {
        inFiles.add(token);
        // Taken in twice before, it may lie in another place still.
        if (world.owners.get(token.grant) !== 'anyone') world.owners.set(token.grant, 'file');
      }
    }
  };

  /** A backup that got its name after a shift ended. Whose it is, is known where there is one computer. */
  const checkLateBackups = (written: World['newFiles']): void => {
    const [computer, ...others] = world.computers;
    const { shift } = computer ?? {};
    if (shift === undefined || shift.done === 'failed' || others.length > 0) return;
    for (const { path, at, askedAt } of written) {
      if (at >= 0 || askedAt < shift.at) continue;
      for (const text of world.backups.get(path)?.secrets ?? []) {
        const since = secrets.get(text)?.since ?? shift.at;
        report(afterShift('saved (writeBackup)', since, shift.at, path));
      }
    }
  };

  const checkLock = (computer: Computer): void => {
    const { running, clipboard } = computer;
    if (running === undefined || clipboard.program !== running.number) return;
    report(clipboardWhileLocked(running.program.lock(), secrets.in(clipboard.text).length));
  };

  const checkRemoved = (computer: Computer): void => {
    const { running } = computer;
    if (running === undefined || world.removed.size === 0) return;
    const listed = new Set(running.program.rows().map(({ id }) => id));
    for (const name of world.removed) {
      if (world.altered.has(name)) continue;
      const [at, id = ''] = name.split('/');
      const isReadable = running.program.row(id)?.life.kind !== 'unreadable';
      if (Number(at) === computer.index) report(removedStaysGone(listed.has(id), id, isReadable));
    }
  };

  const checkRestart = async (computer: Computer): Promise<void> => {
    const { running } = computer;
    if (running === undefined || running.quitAt !== undefined) return;
    if (computer.keychain.state === 'locked' || computer.disk.state !== 'ok') return;
    if (computer.keychainLostBy === running.number) return;
    const isBusy = [...world.calls].some(one => one.computer === computer.index) || computer.disk.waiting() > 0;
    if (isBusy || world.network.underWay.some(one => one.computer === computer.index)) return;
    const rows = running.program.rows().filter(row => row.renewal.kind !== 'renewing');
    const after = await restarted(computer, world.stick, world.time.now());
    const byId = new Map<string, AccountView>(after.map(row => [row.id, row]));
    const isOurs = (row: AccountView): boolean =>
      !world.removed.has(key(computer, row.id)) && !world.altered.has(key(computer, row.id));
    // A move that a lock interrupted waits for the unlocking, or for a start.
    const isLocked = running.program.lock() === 'locked';
    if (running.program.isByHand()) report(orderStays(rows.filter(isOurs), after));
    for (const row of rows.filter(isOurs)) {
      // It asks since the stick could not be reached: now that it can, a start looks for itself.
      if (row.actions.includes('decide-move') && !world.stick.isAway) continue;
      if (isLocked && (await openFile(computer, row.id))?.isMoving) continue;
      // Told that it could not be removed, or killed before: the next start does what was asked for, where the disk lets it.
      // What was signed in since is none of that.
      const { shift } = computer;
      const since = world.claims.get(key(computer, row.id))?.tokens[0]?.secret.since ?? 0;
      if (shift?.notWiped.has(row.id) && since <= shift.overAt && !byId.has(row.id)) continue;
      report(restartFinds(row, byId.get(row.id)));
    }
  };

  /** What most likely brought this about: a call that was under way at the end of the shift, or asked for later. */
  const causeOf = (computer: Computer, client: string, shiftAt: number, most?: string): string => {
    const calls = [...world.calls, ...world.ended].filter(one => one.computer === computer.index);
    const about = calls.filter(one => one.client === client);
    const wide = calls.filter(one => one.kind === 'takeBackup');
    const first = (isBefore: boolean): string | undefined => {
      const kinds = [...wide, ...about].filter(({ at }) => at < shiftAt === isBefore).map(({ kind }) => kind);
      return [most ?? '', ...causes].find(one => kinds.includes(one));
    };
    const later = first(false);
    return first(true) ?? (later === undefined ? 'what else was under way' : 'asked for later');
  };

  const handOut: Checks['onHandedOut'] = (computer, how, text) => {
    const some = secrets.in(text);
    report(handedOut(how, computer.running?.program.lock() ?? 'none', some.length));
    report(handedOutAfterQuit(how, computer.running?.quitAt !== undefined));
    if (how === 'kept') report(keptWhole(text, some.length));
    const { shift } = computer;
    if (shift === undefined || shift.done === 'failed') return;
    const most = { copied: 'copy', shown: 'showToken', given: 'askToken', kept: 'setKeptFile' } as const;
    for (const one of some) {
      const cause = causeOf(computer, one.client, shift.at, most[how]);
      report(afterShift(`${how} (${cause})`, one.since, shift.at, `${one.kind} of ${one.client}`));
    }
  };

  /** Paths on its disk that hold a token for other programs. */
  const keptOn = (computer: Computer): readonly (readonly [path: string, text: string])[] =>
    [...computer.disk.files].filter(([path, text]) => isKeptPath(path) && secrets.in(text).length > 0);

  /** In a quiet moment: what the disk refused was tried again by now. */
  const checkKeptFiles = async (computer: Computer): Promise<void> => {
    const { running, disk } = computer;
    if (running === undefined || running.quitAt !== undefined || disk.state !== 'ok' || disk.waiting() > 0) return;
    if (computer.clock.isAsleep() || [...world.calls].some(one => one.computer === computer.index)) return;
    const { program } = running;
    const isOpen = program.programs.isOn() && program.lock() !== 'locked';
    const accounts = isOpen ? program.programs.accounts() : [];
    for (const [path] of keptOn(computer))
      report(
        keptByNobody(
          path,
          accounts.some(({ file }) => file?.path === path),
        ),
      );
    for (const { id, file } of accounts) {
      if (file === undefined || file.failed !== undefined || program.row(id)?.onDisk !== true) continue;
      if (computer.shift?.done === 'failed') continue;
      const record = await openFile(computer, id);
      if (record === undefined || record.isEmpty) continue;
      const kept = secrets.in(disk.files.get(file.path) ?? '');
      report(
        keptIsCurrent(
          secrets.in(record.accessToken).every(one => kept.includes(one)),
          id,
        ),
      );
    }
  };

  return {
    onRevoke: (token, computer) => {
      if (token.grant.client.rotation === 'none') return;
      const owner = world.owners.get(token.grant) ?? token.grant.computer;
      report(revokesOwn(placeOf(token), computer, owner));
    },
    onUse: (token, computer) => {
      const newest = newestOf(token.grant, computer);
      const used = placeOf(token);
      // As good as refused: a person had the newer ones ended, and then took in a file that has an older one.
      const refused = token.grant.refused !== undefined || token.grant.dead;
      // Killed before it was saved: the mark of that renewal says so when the older one is refused.
      const isLost = newest !== undefined && world.isUncertain(newest);
      const { shift } = world.computers[computer] ?? {};
      // The end of a shift drops what was on its way, also where the disk refuses to let the rest go.
      const isDropped = newest !== undefined && shift !== undefined && newest.secret.since <= shift.overAt;
      if (!isLost && !isDropped && world.owners.get(token.grant) !== 'anyone')
        report(olderUsed({ used, newest: newest && placeOf(newest), refused }));
      if (token.grant.client.rotation === 'none') return;
      report(oneUser({ used, computer, owner: world.owners.get(token.grant) ?? token.grant.computer }));
    },
    onSend: (request: HttpRequest, at, program) => {
      const computer = world.computers[at];
      const carried = secrets.in(`${request.url} ${request.body ?? ''} ${request.headers.authorization ?? ''}`);
      const url = new URL(request.url);
      for (const secret of carried) {
        report(rightPlace(`${url.origin}${url.pathname}`, secret.places));
        if (computer?.shift === undefined || computer.shift.done === 'failed') continue;
        // Asked for by the person, from memory.
        if (url.pathname === '/revoke' && world.toRevoke.has(secret.client)) continue;
        const cause = causeOf(computer, secret.client, computer.shift.at);
        report(
          afterShift(
            `sent (${cause})`,
            secret.since,
            computer.shift.at,
            `${secret.kind} of ${secret.client} to ${url.pathname}`,
          ),
        );
      }
      const isQuitting = computer?.running?.number === program && computer.running.quitAt !== undefined;
      if (isRenewal({ request })) report(renewalAfterQuit(isQuitting));
    },
    onHandedOut: handOut,
    onGiven: (computer, ids, call, text) => {
      handOut(computer, 'given', text);
      for (const id of ids) {
        report(givenAfterRemoval(world.removed.has(key(computer, id)), id));
        const facts = { askedAt: call.at, yesAt: computer.saidYes.get(id) ?? 0, lockedAt: computer.grantsEndedAt };
        report(permitted({ permission: computer.permitted.get(id), ...facts }));
      }
    },
    onQuit: (computer: Computer, { awaited, quitAt = 0, quitAhead, hurriedAt, number, program }: Running) => {
      // The end of a shift, asked for while Dockpass quits, drops those answers on purpose.
      if (computer.shift?.done === 'pending') return;
      // And the end of a removal those of its account.
      const listed = new Set(program.rows().map(({ id }) => clientIdOf(program.values(id))));
      const isMissed = (one: Exchange): boolean =>
        world.network.underWay.includes(one) &&
        one.fate === 'answered' &&
        secrets.in(one.request.body ?? '').some(({ client }) => listed.has(client));
      const missed = awaited.filter(isMissed);
      const isClockSet = computer.clock.wall() - world.time.now() !== quitAhead;
      if (!computer.clock.isAsleep() && !isClockSet)
        report(
          quitWaits(
            missed.map(one => one.endsAt - quitAt),
            hurriedAt === undefined ? undefined : hurriedAt - quitAt,
          ),
        );
      // A second Quit waits for no disk.
      const kept = new Map(program.programs.accounts().map(({ file }) => [file?.path, file]));
      for (const [path] of computer.disk.state === 'ok' && hurriedAt === undefined ? keptOn(computer) : [])
        report(keptFileAfterQuit(kept.get(path)?.untilQuit === true, path));
      const { clipboard } = computer;
      report(clipboardAfterQuit(clipboard.program === number ? secrets.in(clipboard.text).length : 0));
    },
    afterStep: async () => {
      await readBackups();
      const written = world.newFiles.splice(0);
      for (const { path, text } of written) {
        if (text === undefined) continue;
        report(readableAgain(isReadable(path, text), 'an account', text.length));
        report(nameWithinLimit(namesIn(path, text)));
      }
      checkLateBackups(written);
      for (const computer of world.computers) {
        const shiftAt = computer.shift?.at ?? 0;
        const later = written.filter(one => one.at === computer.index && one.askedAt >= shiftAt);
        await checkShift(
          computer,
          later.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])),
          false,
        );
        if (computer.shift?.done === 'done' && computer.shift.isFresh) {
          computer.shift.isFresh = false;
          await checkShift(computer, computer.disk.files, true);
        }
        checkLock(computer);
        checkRemoved(computer);
      }
      for (const name of [...world.touched]) {
        world.touched.delete(name);
        const [at, id = ''] = name.split('/');
        const computer = world.computers[Number(at)];
        if (computer !== undefined) await checkNewest(computer, id);
      }
      world.ended.splice(0);
    },
    everything: async isQuiet => {
      await readBackups();
      for (const computer of world.computers) {
        report(oneName((computer.running?.program.rows() ?? []).map(({ label }) => label)));
        for (const id of computer.running?.program.ids() ?? []) await checkNewest(computer, id);
        if (isQuiet) await checkRestart(computer);
        if (isQuiet) await checkKeptFiles(computer);
      }
    },
  };
};
