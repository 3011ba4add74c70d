import type { ConnectForm } from '../../preload/contract/connect-form.ts';
import { newClient, pick, ready } from './person.ts';
import { typeForm } from './servers/forms.ts';
import type { StepKind } from './steps.ts';
import type { World } from './world.ts';

// Lists of accounts: written, opened and added, here or on another computer.

const writeList: StepKind['run'] = (world, computer, [how]) => {
  ready(world, computer);
  const format = how % 2 === 0 ? 'csv' : 'json';
  world.launch(computer, { kind: 'writeAccountList' }, ({ calls }) => calls.writeAccountList(format));
  return `writes a list of accounts as ${format}`;
};

/** A form as somebody writes it down who leaves the secrets out. */
const openForm = (world: World, n: readonly number[]): Omit<ConnectForm, 'accountName'> => {
  const nothing = { ...world.secrets.make('typed', { client: '', since: 0, places: new Set() }), text: '' };
  return typeForm(newClient(world, n), () => nothing);
};
const madeUp = (world: World, n: readonly number[]): string => {
  const accounts = [0, 1].map(at => {
    const { provider, environment, values } = openForm(world, [(n[0] ?? 0) + at, n[1] ?? 0]);
    const fields = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    return { name: `Listed ${world.operations()} ${at}`, provider, environment, fields };
  });
  return JSON.stringify({ format: 'dockpass-accounts', version: 1, accounts });
};

const openList: StepKind['run'] = (world, computer, [which, how, older]) => {
  ready(world, computer);
  const written = older % 2 === 0 ? pick(world.lists, which) : undefined;
  computer.nextList = written ?? madeUp(world, [which, how]);
  world.launch(computer, { kind: 'openAccountList' }, ({ calls }) => calls.openAccountList(), {
    ok: view => {
      const addresses = view !== null && 'addresses' in view ? view.addresses : [];
      computer.listedOrigins = addresses.map(({ origin }) => origin);
    },
  });
  return `opens a list of accounts${written === undefined ? ' that is new here' : ''}`;
};

const takeList: StepKind['run'] = (world, computer, [all]) => {
  ready(world, computer);
  const confirmed = all % 4 === 0 ? [] : computer.listedOrigins;
  world.launch(computer, { kind: 'takeAccountList', isWide: true }, ({ calls }) => calls.takeAccountList(confirmed));
  return `adds what is in the list${confirmed.length === 0 ? ', and confirms no address' : ''}`;
};

export const listSteps: readonly StepKind[] = [
  { kind: 'write-list', weight: 2, run: writeList },
  { kind: 'open-list', weight: 3, run: openList },
  { kind: 'take-list', weight: 3, run: takeList },
];
