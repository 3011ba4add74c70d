import type { AccountView, RowAction } from '../../preload/contract/account-view.ts';
import type { ConnectForm, EditView } from '../../preload/contract/connect-form.ts';
import { passphraseOf, valuesOnDisk } from './adapter.ts';
import { failedRemovalKeeps, toldToWindow, undoBringsBack } from './invariants.ts';
import { atElsewhere, clientIdOf, placesAt, typeElsewhere, typeForm } from './servers/forms.ts';
import { type Client, hasPages, kinds } from './servers/providers.ts';
import type { Numbers, StepKind } from './steps.ts';
import {
  type Asked,
  type BackupOnStick,
  backupPassphrase,
  type Call,
  type Computer,
  key,
  type World,
} from './world.ts';

// What a person does: every call of the panel, fired without waiting for the ones before.

/** Awake, and with Dockpass running. */
export const ready = (world: World, computer: Computer): void => {
  if (computer.clock.isAsleep()) computer.clock.wake();
  world.start(computer);
  computer.touchedAt = world.time.now();
};

export const accountsOf = (world: World, computer: Computer): readonly string[] =>
  (computer.running?.program.ids() ?? []).filter(id => !world.removed.has(key(computer, id)));
export const pick = <T>(some: readonly T[], number: number): T | undefined => some[number % some.length];

/** A new registration somewhere, as this world has them. */
export const newClient = (world: World, [which, how]: readonly number[]): Client => {
  const { config, providers } = world;
  const count = providers.clients.size + 1;
  const kind = pick(kinds, which ?? 0) ?? 'readycloud';
  const rotation =
    config.rotation === 'strict' ? 'strict' : (pick(['strict', 'lenient', 'none'] as const, how ?? 0) ?? 'strict');
  const name = (at: number): string => `Organization ${at} of ${count}`.padEnd(config.nameLength, '-');
  const client: Client = {
    id: `client-${count}`,
    kind,
    host: `id${count}.example.test`,
    rotation,
    lifeSeconds: config.lifeSeconds,
    tokenSize: config.tokenSize,
    organizations: Array.from({ length: config.organizations }, (_, at) => ({ id: `o${count}-${at}`, name: name(at) })),
    accepted: new Set(),
    places: new Set(),
    elsewhere: new Set(),
  };
  providers.clients.set(client.id, client);
  return client;
};

/** `hosts`: of the addresses that the form shows. */
const typeFor = (world: World, client: Client, isRight = true, hosts: readonly string[] = []): ConnectForm => {
  const since = world.operations() + 1;
  const form = typeForm(client, () => {
    const secret = world.secrets.make('typed', { client: client.id, since, places: placesAt(client, hosts) });
    if (isRight) client.accepted.add(secret.text);
    return secret;
  });
  return { ...form, accountName: '' };
};

const signIns = ['connect', 'reconnect', 'edit', 'signInAsSomeoneElse'];

/** A sign-in ended well: from now on the account has the tokens of that one, where it can be told which it was. */
const signedIn = (world: World, computer: Computer, client: string, before: number) => {
  const isOther = ({ computer: where, client: of, kind }: Call): boolean =>
    where === computer.index && of === client && signIns.includes(kind);
  // Asked for twice, it is one sign-in: what came since the second time may be of a renewal.
  const joins = [...world.calls].some(isOther);
  const count = (computer.signIns.get(client) ?? 0) + 1;
  computer.signIns.set(client, count);
  // Without pages, another account of the same registration may have signed in by itself.
  const isShared = (): boolean => {
    const kind = world.providers.clients.get(client);
    const alike = accountsOf(world, computer).filter(id => clientOf(computer, id) === client);
    return kind !== undefined && !hasPages(kind) && alike.length > 1;
  };
  return (id: string, { at }: Call): void => {
    const fresh = world.providers.grants.slice(before).filter(one => one.client.id === client && one.tokens.length > 0);
    const name = key(computer, id);
    const [grant] = fresh;
    const isWiped = computer.shift !== undefined && computer.shift.overAt > at;
    const isOnly = !joins && computer.signIns.get(client) === count && !isShared();
    if (isOnly && fresh.length === 1 && grant !== undefined && !isWiped) world.claims.set(name, grant);
    else world.claims.delete(name);
    world.touched.add(name);
  };
};

const connect = (world: World, computer: Computer, [which, how, again]: Numbers): string => {
  ready(world, computer);
  const old = again % 6 === 0 ? pick([...world.providers.clients.values()], which) : undefined;
  const client = old ?? newClient(world, [which, how]);
  const form = { ...typeFor(world, client), accountName: how % 2 === 0 ? '' : `Account ${how % 7}` };
  const after = signedIn(world, computer, client.id, world.providers.grants.length);
  world.launch(computer, { kind: 'connect', client: client.id }, ({ calls }) => calls.connect(form), {
    ok: ({ accountId }, call) => after(accountId, call),
  });
  return `connects an account of ${client.kind} (${client.id})${old === undefined ? '' : ' once more'}`;
};

interface AboutOptions {
  readonly after?: (world: World, computer: Computer, id: string, n: Numbers) => Parameters<World['launch']>[3];
  /** Whether it means something for an account; without it, for each. */
  readonly suits?: (row: AccountView | undefined) => boolean;
}

/** Calls about one account. */
export const about =
  (
    kind: string,
    words: string,
    ask: (world: World, computer: Computer, id: string, n: Numbers) => Parameters<World['launch']>[2] | undefined,
    { after, suits = () => true }: AboutOptions = {},
  ): StepKind['run'] =>
  (world, computer, n) => {
    ready(world, computer);
    const rowOf = (id: string): AccountView | undefined => computer.running?.program.row(id);
    const id = pick(
      accountsOf(world, computer).filter(one => suits(rowOf(one))),
      n[0],
    );
    if (id === undefined) return `nothing to ${kind}`;
    const run = ask(world, computer, id, n);
    if (run === undefined) return `nothing to ${kind}`;
    const client = clientOf(computer, id);
    const what = { kind, account: id, ...(client !== undefined && { client }) };
    world.launch(computer, what, run, after?.(world, computer, id, n));
    return `${words} ${id} (${client ?? 'unknown'})`;
  };

const clientOf = (computer: Computer, id: string): string | undefined => {
  const view = viewOf(computer, id);
  return view && clientIdOf(view.values);
};
const viewOf = (computer: Computer, id: string): EditView | undefined => {
  try {
    const view = computer.running?.program.calls.getEdit(id);
    return view instanceof Promise ? undefined : view;
  } catch {
    return undefined;
  }
};

const signIn = (world: World, computer: Computer, id: string): Parameters<World['launch']>[3] => {
  const client = clientOf(computer, id);
  if (client === undefined) return {};
  const after = signedIn(world, computer, client, world.providers.grants.length);
  return {
    ok: (_view, call) => after(id, call),
    // Kept in memory until it can be saved.
    failed: (code, call) => {
      if (code === 'save-failed') after(id, call);
    },
  };
};

const offers =
  (action: RowAction) =>
  (row: AccountView | undefined): boolean =>
    row?.actions.includes(action) === true;

const secretFields = ['appSecret', 'clientSecret', 'password', 'privateKey', 'token'];

const editForm = (world: World, computer: Computer, id: string, [, how, name]: Numbers): ConnectForm | undefined => {
  const view = viewOf(computer, id);
  const client = world.providers.clients.get(clientIdOf(view?.values ?? {}));
  if (view === undefined || client === undefined) return undefined;
  const { values } = view;
  const form = {
    provider: view.provider,
    environment: view.environment,
    accountName: name % 2 === 0 ? '' : `Edited ${name % 5}`,
    values,
  };
  const secrets = (isRight: boolean): Record<string, string> => {
    const hosts = Object.values(values).flatMap(value => (URL.canParse(value) ? [new URL(value).host] : []));
    const typed = typeFor(world, client, isRight, hosts).values;
    return Object.fromEntries(Object.entries(typed).filter(([field]) => secretFields.includes(field)));
  };
  switch (how % 6) {
    case 0:
      return form;
    case 1:
      return { ...form, values: { ...values, ...secrets(true) } };
    case 2:
      return { ...form, values: { ...values, ...secrets(false) } };
    case 3:
      // The same host, another path: the secret that is kept may go there, since a person typed it.
      if (client.kind !== 'oauth2-code') return form;
      client.places.add(`https://${client.host}/other/token`);
      return { ...form, values: { ...values, tokenAddress: `https://${client.host}/other/token` } };
    case 4: {
      // Another host, and no secret typed for it: what is kept must not go there. What a sign-in there brings may.
      typeElsewhere(client);
      const elsewhere = Object.keys(values).filter(
        field => /Address$|^discoverFrom$/.test(field) && values[field] !== '',
      );
      const moved = elsewhere.map(field => [field, atElsewhere(values[field] ?? '')]);
      return { ...form, values: { ...values, ...Object.fromEntries(moved) } };
    }
    default:
      return { ...form, values: { ...values, scopes: `order${name % 3}`, permissions: 'order product' } };
  }
};

const backUp: StepKind['run'] = (world, computer, [which, moves, some]) => {
  ready(world, computer);
  const path = `backup-${world.operations() + 1}.json`;
  const all = accountsOf(world, computer);
  const ids = some % 2 === 0 ? [] : all.filter((_, at) => (at + which) % 2 === 0);
  computer.nextPlaces.push(path);
  const form = { ids, moves: moves % 2 === 0, passphrase: backupPassphrase };
  world.launch(computer, { kind: 'writeBackup', isWide: true }, ({ calls }) => calls.writeBackup(form));
  return `writes a backup of ${ids.length === 0 ? 'all' : ids.length} accounts${form.moves ? ' that moves them' : ''}: ${path}`;
};

const openBackup: StepKind['run'] = (world, computer, [which, right]) => {
  ready(world, computer);
  // What was being written when Dockpass was killed has a name that nobody chooses.
  const whole = [...world.stick.files.keys()].filter(one => !one.endsWith('.staged'));
  const path = pick(whole, which);
  if (path === undefined) return 'has no backup to open';
  computer.nextFiles.push(path);
  const passphrase = right % 5 === 0 ? 'a wrong passphrase' : backupPassphrase;
  world.launch(computer, { kind: 'openBackup' }, ({ calls }) => calls.openBackup({ passphrase }), {
    ok: view => {
      computer.openedCount = view?.accounts.length ?? 0;
    },
  });
  return `opens ${path}`;
};

/**
 * A file that has no refresh token takes none away: an account here of the same details goes on with its own, also where
 * it cannot be opened just now. What somebody is just changing may take any turn.
 */
const keepsTokens = (world: World, computer: Computer, backup: BackupOnStick | undefined, name: string): boolean => {
  const { running } = computer;
  const [at, id = ''] = name.split('/');
  if (running === undefined || backup === undefined || Number(at) !== computer.index) return false;
  const details = running.program.details(id);
  const isChanging = [...world.calls].some(one => one.account === id || one.isWide);
  return (
    backup.tokens.length === 0 &&
    (backup.details.get(id) ?? details) === details &&
    !isChanging &&
    !world.altered.has(name) &&
    running.program.row(id)?.renewal.kind !== 'sign-in-needed'
  );
};

const takeBackup: StepKind['run'] = (world, computer, [how]) => {
  ready(world, computer);
  const choices = Array.from(
    { length: computer.openedCount },
    (_, at) => pick(['replace', 'add', 'replace', 'skip'] as const, how % 3 === 0 ? how + at : how) ?? 'skip',
  );
  const backup = world.backups.get(computer.openedFile ?? '');
  const at = world.operations() + 1;
  if (choices.some(one => one !== 'skip')) {
    for (const text of backup?.secrets ?? []) world.secrets.bringBack(text, at);
    for (const token of backup?.tokens ?? []) {
      const { grant } = token;
      const owner = world.owners.get(grant) ?? grant.computer;
      // Taken in twice, it is the person who put it into two places: two accounts here, or two computers.
      // So it is with an older file, where a later one has what came since.
      const isNewest = token === grant.tokens.at(-1);
      const adds = choices.includes('add');
      const isAgain = owner === computer.index && !adds && !world.added.has(grant);
      world.owners.set(grant, (owner === 'file' && isNewest) || isAgain ? computer.index : 'anyone');
      if (adds) world.added.add(grant);
    }
  }
  const kept = new Map([...world.claims].filter(([name]) => keepsTokens(world, computer, backup, name)));
  const forget = (): void => {
    // What a key sealed that is lost by now is lost with it, also where that was meanwhile: the file takes its place.
    const isKeyLost = computer.keychain.key > 1;
    for (const [name, grant] of [...world.claims]) {
      // An account that needs a sign-in gets what the file has.
      const isKept = kept.get(name) === grant && grant.refused === undefined && !grant.dead && !isKeyLost;
      if (name.startsWith(`${computer.index}/`) && !isKept) world.claims.delete(name);
    }
  };
  forget();
  computer.permitted.clear();
  world.launch(computer, { kind: 'takeBackup', isWide: true }, ({ calls }) => calls.takeBackup(choices), {
    ok: forget,
    failed: forget,
  });
  return `takes in what was opened: ${choices.join(' ')}`;
};

const details = about(
  'getDetails',
  'reads or copies the details of',
  (_w, _c, id, [, how]) =>
    ({ calls }) =>
      how % 2 === 0 ? calls.getDetails(id) : calls.copyDetails(id, how % 4 === 1),
  { after: world => ({ ok: told => world.report(toldToWindow(world.secrets.in(JSON.stringify(told)).length)) }) },
);

const remove = about(
  'remove',
  'removes',
  (world, computer, id, [, how]) => {
    // Whether it is still there may be open until the call is answered.
    world.claims.delete(key(computer, id));
    const alsoRevoke = how % 3 === 0;
    if (alsoRevoke) world.toRevoke.add(clientOf(computer, id) ?? '');
    return ({ calls }) => calls.remove(id, alsoRevoke);
  },
  {
    after: (world, computer, id) => {
      const isListed = (): boolean => computer.running?.program.rows().some(row => row.id === id) ?? true;
      // Hidden already, by a removal whose undo was interrupted.
      const wasListed = isListed();
      return {
        ok: (_until, { at }) => {
          const name = key(computer, id);
          world.removed.add(name);
          world.removedAt.set(name, Math.max(at, world.removedAt.get(name) ?? 0));
        },
        failed: () => {
          if (!wasListed) return;
          // Gone with the shift, and not by this.
          if (computer.shift?.done === 'pending') return;
          // Another removal of it did not fail.
          if (world.removed.has(key(computer, id)) || world.altered.has(key(computer, id))) return;
          world.report(failedRemovalKeeps(isListed(), id));
        },
      };
    },
  },
);

const undoRemove: StepKind['run'] = (world, computer, [which]) => {
  ready(world, computer);
  const id = pick([...world.removed].slice(-3), which)?.split('/')[1];
  if (id === undefined) return 'has nothing to undo';
  const name = key(computer, id);
  // From now on it may be back, whatever interrupts.
  const wasRemoved = world.removed.delete(name);
  world.claims.delete(name);
  world.launch(computer, { kind: 'undoRemove', account: id }, ({ calls }) => calls.undoRemove(id), {
    ok: (_nothing, { at }) => {
      world.undone.set(name, world.operations());
      // Removed once more by a removal that was asked for later, and told earlier: it stays so.
      if ((world.removedAt.get(name) ?? 0) > at) return;
      // Whatever removals were asked for before: all are undone.
      world.removed.delete(name);
      // Removed once more meanwhile.
      if ([...world.calls].some(one => one.kind === 'remove' && one.account === id && one.at > at)) return;
      const isListed = computer.running?.program.rows().some(row => row.id === id) ?? true;
      world.report(undoBringsBack(isListed, id));
    },
    failed: (code, { at }) => {
      // Too late, or refused: what was removed stays so. What could not be sealed or saved is back all the same, and
      // removed on the disk, which the row says.
      if (['bad-input', 'busy', 'cancelled'].includes(code)) {
        // Asked for twice, and the first undo brought it back meanwhile: this one had nothing left to bring back. A
        // removal that came after that one has said so itself.
        const isBack = (world.undone.get(name) ?? 0) >= at;
        if (wasRemoved && !isBack) world.removed.add(name);
      } else world.altered.add(name);
    },
  });
  return `undoes the removal of ${id}`;
};

const passphraseCount = (computer: Computer): string => `a long passphrase ${computer.passphrases.length + 1}`;
const rightPassphrase = async (computer: Computer): Promise<string> =>
  (await passphraseOf(computer.disk.files, computer.passphrases)) ?? 'a passphrase of nothing';

const chooseStorage: StepKind['run'] = async (world, computer, [which]) => {
  ready(world, computer);
  const choice = pick(['passphrase', 'keychain', 'passphrase', 'session-only'] as const, which) ?? 'keychain';
  const known = await passphraseOf(computer.disk.files, computer.passphrases);
  const passphrase = known ?? passphraseCount(computer);
  if (known === undefined) computer.passphrases.push(passphrase);
  world.launch(computer, { kind: 'chooseStorage', isWide: true }, ({ calls }) =>
    calls.chooseStorage({ choice, passphrase: choice === 'passphrase' ? passphrase : '' }),
  );
  return `keeps accounts by ${choice}`;
};

const changePassphrase: StepKind['run'] = async (world, computer) => {
  ready(world, computer);
  const current = await rightPassphrase(computer);
  const next = passphraseCount(computer);
  computer.passphrases.push(next);
  world.launch(computer, { kind: 'changePassphrase' }, ({ calls }) => calls.changePassphrase({ current, next }));
  return 'changes the passphrase';
};

export const unlock: StepKind['run'] = async (world, computer, [right]) => {
  ready(world, computer);
  const passphrase = right % 6 === 0 ? 'a wrong passphrase' : await rightPassphrase(computer);
  world.launch(computer, { kind: 'unlock' }, ({ calls }) => calls.unlock({ passphrase }), {
    ok: () => {
      for (const id of computer.running?.program.ids() ?? []) world.touched.add(key(computer, id));
    },
  });
  return `unlocks${right % 6 === 0 ? ' with a wrong passphrase' : ''}`;
};

const endOfShift: StepKind['run'] = (world, computer, [keep, revokes]) => {
  const alsoRevoke = revokes % 2 === 0;
  ready(world, computer);
  const shift: NonNullable<Computer['shift']> = {
    at: world.operations() + 1,
    overAt: Number.POSITIVE_INFINITY,
    done: 'pending',
    isFresh: false,
    notWiped: new Set(),
  };
  computer.shift = shift;
  if (alsoRevoke) {
    for (const id of accountsOf(world, computer)) world.toRevoke.add(clientOf(computer, id) ?? '');
    // Right after a start the accounts are not read yet: the files say which ones there are.
    for (const [id, values] of valuesOnDisk(computer.disk.files))
      if (!world.removed.has(key(computer, id))) world.toRevoke.add(clientIdOf(values));
  }
  for (const name of [...world.claims.keys()]) if (name.startsWith(`${computer.index}/`)) world.claims.delete(name);
  computer.permitted.clear();
  world.launch(
    computer,
    { kind: 'endOfShift', isWide: true },
    ({ calls }) => calls.endOfShift(keep % 2 === 0, alsoRevoke),
    {
      ok: () => {
        Object.assign(shift, { done: 'done', isFresh: true, overAt: world.operations() });
      },
      failed: code => {
        const notWiped = new Set(code === 'save-failed' ? computer.running?.program.ids() : []);
        Object.assign(shift, { done: 'failed', overAt: world.operations(), notWiped });
      },
    },
  );
  return `ends the shift${keep % 2 === 0 ? ', names stay' : ''}${alsoRevoke ? ', providers are asked' : ''}`;
};

export const simply =
  (
    kind: string,
    words: string,
    run: (calls: Parameters<Parameters<World['launch']>[2]>[0]['calls'], n: Numbers) => unknown,
    how: Pick<Asked, 'isSudden' | 'isWide'> = {},
  ): StepKind['run'] =>
  (world, computer, n) => {
    ready(world, computer);
    world.launch(computer, { kind, ...how }, ({ calls }) => run(calls, n));
    return words;
  };

/** Many accounts, one after the other, each made whole before the next. */
const connectMany: StepKind['run'] = async (world, computer, [many]) => {
  ready(world, computer);
  for (let made = 0; made < many; made += 1) {
    connect(world, computer, [made % 4 === 3 ? 3 : 0, made, 1]);
    const isOver = (): boolean => ![...world.calls].some(({ kind }: Call) => kind === 'connect');
    for (let tries = 0; tries < 20 && !isOver(); tries += 1) {
      await world.drain();
      for (const window of [...world.windows]) world.answerWindow(window, 2);
      for (const exchange of [...world.network.underWay]) exchange.end('answered');
      if (world.computers.some(({ disk }) => disk.waiting() > 0)) await world.pass(5000, 5);
    }
  }
  return `connects ${many} accounts`;
};

export const personSteps: readonly StepKind[] = [
  { kind: 'connect', weight: 6, run: connect },
  { kind: 'connect-many', weight: 0, run: connectMany },
  {
    kind: 'reconnect',
    weight: 6,
    run: about(
      'reconnect',
      'signs in again for',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.reconnect(id),
      { after: signIn },
    ),
  },
  {
    kind: 'edit',
    weight: 6,
    run: about(
      'edit',
      'edits',
      (world, computer, id, n) => {
        const form = editForm(world, computer, id, n);
        return form && (({ calls }) => calls.edit(id, form));
      },
      { after: signIn },
    ),
  },
  {
    kind: 'someone-else',
    weight: 5,
    run: about(
      'signInAsSomeoneElse',
      'signs in as someone else for',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.signInAsSomeoneElse(id),
      { after: signIn },
    ),
  },
  {
    kind: 'rename',
    weight: 4,
    run: about(
      'rename',
      'renames',
      (_w, _c, id, n) =>
        ({ calls }) =>
          calls.rename(id, `Name ${n[1] % 9}`),
    ),
  },
  {
    kind: 'pin',
    weight: 3,
    run: about(
      'setPinned',
      'pins or unpins',
      (_w, _c, id, n) =>
        ({ calls }) =>
          calls.setPinned(id, n[1] % 2 === 0),
    ),
  },
  {
    kind: 'groups',
    weight: 3,
    run: about(
      'setGroups',
      'puts into groups',
      (_w, _c, id, n) =>
        ({ calls }) =>
          calls.setGroups(id, [`Dock ${n[1] % 4}`, 'Returns'].slice(0, n[1] % 3)),
    ),
  },
  {
    kind: 'move-account',
    weight: 3,
    run: about('moveAccount', 'moves by hand', (world, computer, id, n) => {
      const other = pick(
        accountsOf(world, computer).filter(one => one !== id),
        n[1],
      );
      if (other === undefined) return undefined;
      return ({ calls }) => calls.moveAccount(id, n[1] % 2 === 0 ? 'before' : 'after', other);
    }),
  },
  {
    kind: 'copy',
    weight: 10,
    run: about('copy', 'copies', (_w, computer, id, n) => {
      const format = pick(computer.running?.program.row(id)?.formats ?? [], n[1]) ?? 'token';
      return ({ calls }) => calls.copy(id, format, 0);
    }),
  },
  {
    kind: 'check',
    weight: 5,
    run: about(
      'check',
      'checks',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.check(id),
    ),
  },
  {
    kind: 'renew',
    weight: 10,
    run: about(
      'renew',
      'renews',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.renew(id),
    ),
  },
  {
    kind: 'show',
    weight: 4,
    run: about(
      'showToken',
      'shows the token, or a QR code of it, of',
      (_w, _c, id, n) =>
        ({ calls }) =>
          (n[1] ?? 0) % 2 === 0 ? calls.showToken(id) : calls.showQr(id, 'header'),
    ),
  },
  { kind: 'details', weight: 4, run: details },
  {
    kind: 'choose-organization',
    weight: 3,
    run: about(
      'chooseOrganization',
      'chooses an organization for',
      (world, computer, id, n) => {
        const chosen = pick(computer.running?.program.row(id)?.organizations ?? [], n[1]);
        // With another one, a backup of before is of other details.
        world.claims.delete(key(computer, id));
        return chosen && (({ calls }) => calls.chooseOrganization(id, chosen.id));
      },
      { suits: row => (row?.organizations.length ?? 0) > 0 },
    ),
  },
  {
    kind: 'refresh-organizations',
    weight: 4,
    run: about(
      'refreshOrganizations',
      'looks up the organizations of',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.refreshOrganizations(id),
    ),
  },
  {
    kind: 'sign-out-everywhere',
    weight: 1,
    run: about(
      'signOutEverywhere',
      'signs out everywhere for',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.signOutEverywhere(id),
    ),
  },
  {
    kind: 'revoke',
    weight: 3,
    run: about(
      'revoke',
      'has the provider revoke',
      (_w, _c, id) =>
        ({ calls }) =>
          calls.revoke(id),
      { suits: offers('revoke') },
    ),
  },
  { kind: 'remove', weight: 4, run: remove },
  { kind: 'undo-remove', weight: 4, run: undoRemove },
  { kind: 'write-backup', weight: 4, run: backUp },
  {
    kind: 'decide-move',
    weight: 4,
    run: about(
      'decideMove',
      'says where the tokens are of',
      (world, computer, id) => {
        // A person looks before they say.
        if (world.stick.isAway) return undefined;
        const { detail: path, code } = computer.running?.program.row(id)?.problem ?? {};
        // Which file it is about is not said while something else is.
        if (code !== 'moved') return undefined;
        const files = path === '' || path === undefined ? [...world.backups.keys()] : [path];
        const isInFile = files.some(one => world.backups.get(one)?.ids.has(id));
        return ({ calls }) => calls.decideMove(id, isInFile ? 'in-file' : 'here');
      },
      { suits: offers('decide-move') },
    ),
  },
  {
    kind: 'form',
    weight: 5,
    run: simply(
      'signInFormOpen',
      'opens or closes the form of a sign-in',
      (calls, [open]) => calls.signInFormOpen(open % 3 !== 0),
      { isSudden: true },
    ),
  },
  { kind: 'open-backup', weight: 4, run: openBackup },
  { kind: 'take-backup', weight: 4, run: takeBackup },
  { kind: 'close-backup', weight: 1, run: simply('closeBackup', 'closes the backup', calls => calls.closeBackup()) },
  {
    kind: 'clear-clipboard',
    weight: 2,
    run: simply('clearClipboard', 'clears the clipboard', calls => calls.clearClipboard()),
  },
  { kind: 'choose-storage', weight: 3, run: chooseStorage },
  { kind: 'change-passphrase', weight: 2, run: changePassphrase },
  {
    kind: 'lock',
    weight: 4,
    run: (world, computer, n) => {
      const words = simply('lock', 'locks', calls => calls.lock())(world, computer, n);
      // Where no passphrase locks anything, what was allowed stays so.
      if (computer.running?.program.lock() === 'locked') computer.grantsEndedAt = world.operations();
      return words;
    },
  },
  { kind: 'unlock', weight: 8, run: unlock },
  { kind: 'end-of-shift', weight: 2, run: endOfShift },
  { kind: 'try-now', weight: 3, run: simply('tryNow', 'tries now', calls => calls.tryNow()) },
  {
    kind: 'settings',
    weight: 2,
    run: simply(
      'saveSettings',
      'changes settings',
      (calls, [seconds, minutes]) =>
        calls.saveSettings({
          clipboardSeconds: 10 + (seconds % 200),
          lockMinutes: [0, 1, 15][minutes % 3] ?? 15,
          listOrder: seconds % 3 === 0 ? 'used' : 'hand',
        }),
      { isSudden: true },
    ),
  },
  {
    kind: 'reset-settings',
    weight: 1,
    run: simply('resetSettings', 'resets the settings', calls => calls.resetSettings(), { isSudden: true }),
  },
  {
    kind: 'quit',
    weight: 2,
    run: (world, computer, [restarts]) => {
      ready(world, computer);
      world.quit(computer, restarts % 2 === 0);
      return restarts % 2 === 0 ? 'restarts Dockpass' : 'quits';
    },
  },
];

/** Sign-ins that go through pages, for whoever answers them. */
export const isPaged = hasPages;
