import * as v from 'valibot';
import { DockpassError, toFailure } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { type AccountRecord, accountRecordSchema } from '../ports/account-record.ts';
import type { Sealer } from '../ports/storage.ts';

/** Every secret of one account. `fields` are the dialog's secret fields by name (App Secret). */
export interface AccountSecrets {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  /** The one before: kept until the present one has worked once. */
  readonly previousRefreshToken?: Secret;
  readonly fields: Readonly<Record<string, Secret>>;
}

/**
 * Sealed for an account that nobody has signed in to yet, since a seal also says where secrets may go: the addresses are
 * the ones that a person has confirmed.
 */
export const noSecretsYet: AccountSecrets = { accessToken: new Secret(''), fields: {} };
/** Whether somebody has signed in: there is a token. */
export const hasToken = ({ accessToken }: AccountSecrets): boolean => accessToken.reveal() !== '';

/**
 * What the sealed part is bound to, for it decides where and how a secret is sent, and which programs may have it: a record
 * that says otherwise was edited.
 */
type Binding = Pick<AccountRecord, 'id' | 'provider' | 'environment' | 'origins' | 'values' | 'programs'>;

/**
 * Of the sealed form; a record of any version may carry either. The first one bound no environment and no values. What
 * programs may have came later than both: an account that gives them nothing is sealed as before.
 */
const [firstForm, presentForm] = [1, 2] as const;

/** What was typed, in an order of its own: the same for the same values, in whatever order they come. */
export const sorted = (values: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
/** Of who may have it, whatever order its parts stand in. */
const inOrder = (programs: Binding['programs']): readonly unknown[] => {
  if (programs === undefined) return [];
  const { may, file } = programs;
  return [may, ...(file === undefined ? [] : [[file.path, file.format, file.readers, file.untilQuit]])];
};
const ownerOf = ({ id, provider, environment, origins, values, programs }: Binding): string =>
  JSON.stringify([id, presentForm, provider, environment, origins, sorted(values), ...inOrder(programs)]);
const firstOwnerOf = ({ id, origins }: Binding): string => JSON.stringify([id, firstForm, origins]);

const secretsSchema = {
  accessToken: v.string(),
  refreshToken: v.optional(v.string()),
  previousRefreshToken: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
};
const bound = { id: v.string(), provider: v.string(), origins: v.array(v.string()) };
const bodySchema = v.variant('envelope', [
  v.object({ envelope: v.literal(firstForm), ...bound, ...secretsSchema }),
  v.object({
    envelope: v.literal(presentForm),
    ...bound,
    environment: v.string(),
    values: v.record(v.string(), v.string()),
    programs: accountRecordSchema.entries.programs,
    ...secretsSchema,
  }),
]);
type Body = v.InferOutput<typeof bodySchema>;

/** Seals a text for an owner; of a sealer, only that. */
type Seal = Sealer['seal'];

/** Seals an account's secrets together with what they are bound to. Throws what `seal` throws. */
export const sealAccountSecrets = async (seal: Seal, binding: Binding, secrets: AccountSecrets): Promise<string> => {
  const body = JSON.stringify({
    envelope: presentForm,
    id: binding.id,
    provider: binding.provider,
    environment: binding.environment,
    origins: binding.origins,
    values: binding.values,
    programs: binding.programs,
    accessToken: secrets.accessToken.reveal(),
    refreshToken: secrets.refreshToken?.reveal(),
    previousRefreshToken: secrets.previousRefreshToken?.reveal(),
    fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, secret]) => [name, secret.reveal()])),
  } satisfies Body);
  return seal(new Secret(`${await digest(body)}.${body}`), ownerOf(binding));
};

/**
 * Opens what sealAccountSecrets made. Throws record-unreadable when it is not ours, was changed, or belongs to another id,
 * provider, environment, origin or value; locked, keyring-missing and keyring-locked as Sealer.open does. `sealAgain`:
 * store a fresh seal. `firstForm`: sealed by the form that bound no addresses, only their origins.
 */
export const openAccountSecrets = async (
  open: Sealer['open'],
  record: Binding & Pick<AccountRecord, 'sealed'>,
): Promise<{ readonly secrets: AccountSecrets; readonly sealAgain: boolean; readonly firstForm: boolean }> => {
  const { text, sealAgain } = await openFor(open, record);
  const body = await readBody(text);
  if (!isBoundTo(record, body)) throw new DockpassError('record-unreadable', { reason: 'edited' });
  const fields = Object.fromEntries(Object.entries(body.fields).map(([name, value]) => [name, new Secret(value)]));
  return {
    sealAgain,
    firstForm: body.envelope === firstForm,
    secrets: {
      accessToken: new Secret(body.accessToken),
      ...(body.refreshToken !== undefined && { refreshToken: new Secret(body.refreshToken) }),
      ...(body.previousRefreshToken !== undefined && { previousRefreshToken: new Secret(body.previousRefreshToken) }),
      fields,
    },
  };
};

/** A sealer that binds tells the two forms apart by opening for one owner only. */
const openFor = async (
  open: Sealer['open'],
  record: Binding & Pick<AccountRecord, 'sealed'>,
): ReturnType<Sealer['open']> => {
  try {
    return await open(record.sealed, ownerOf(record));
  } catch (error) {
    if (toFailure(error).reason !== 'edited') throw error;
    return open(record.sealed, firstOwnerOf(record));
  }
};

const isBoundTo = (record: Binding, body: Body): boolean =>
  body.id === record.id &&
  body.provider === record.provider &&
  JSON.stringify(body.origins) === JSON.stringify(record.origins) &&
  JSON.stringify(inOrder(body.envelope === firstForm ? undefined : body.programs)) ===
    JSON.stringify(inOrder(record.programs)) &&
  (body.envelope === firstForm ||
    (body.environment === record.environment &&
      JSON.stringify(sorted(body.values)) === JSON.stringify(sorted(record.values))));

const readBody = async (text: Secret): Promise<Body> => {
  const whole = text.reveal();
  const dot = whole.indexOf('.');
  const body = whole.slice(dot + 1);
  // Keychain keys on Linux and macOS encrypt without integrity: a wrong key can give garbage instead of an error.
  if (dot !== 64 || (await digest(body)) !== whole.slice(0, dot)) {
    throw new DockpassError('record-unreadable', { reason: 'damaged' });
  }
  const parsed = v.safeParse(bodySchema, JSON.parse(body));
  if (!parsed.success) throw new DockpassError('record-unreadable', { reason: 'newer' });
  return parsed.output;
};

const digest = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
};
