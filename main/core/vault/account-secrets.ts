import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { SealedFor, Sealer } from '../ports/storage.ts';

/** Every secret of one account. `fields` are the dialog's secret fields by name (App Secret). */
export interface AccountSecrets {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  /** The one before: kept until the present one has worked once. */
  readonly previousRefreshToken?: Secret;
  readonly fields: Readonly<Record<string, Secret>>;
}

/** What the sealed part is bound to: a record that says otherwise was edited by someone else. */
type Binding = Pick<AccountRecord, 'id' | 'provider' | 'origins'>;

/** Of the sealed form. Records of any version carry this one. */
const sealedFormVersion = 1;
const ownerOf = ({ id, origins }: Binding): SealedFor => ({ id, version: sealedFormVersion, origins });

const bodySchema = v.object({
  envelope: v.literal(sealedFormVersion),
  id: v.string(),
  provider: v.string(),
  origins: v.array(v.string()),
  accessToken: v.string(),
  refreshToken: v.optional(v.string()),
  previousRefreshToken: v.optional(v.string()),
  fields: v.record(v.string(), v.string()),
});

/** Seals an account's secrets together with the id, provider and origins they belong to. Throws what Sealer.seal throws. */
export const sealAccountSecrets = async (
  sealer: Sealer,
  binding: Binding,
  secrets: AccountSecrets,
): Promise<string> => {
  const body = JSON.stringify({
    envelope: sealedFormVersion,
    id: binding.id,
    provider: binding.provider,
    origins: binding.origins,
    accessToken: secrets.accessToken.reveal(),
    refreshToken: secrets.refreshToken?.reveal(),
    previousRefreshToken: secrets.previousRefreshToken?.reveal(),
    fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, secret]) => [name, secret.reveal()])),
  });
  return sealer.seal(new Secret(`${await digest(body)}.${body}`), ownerOf(binding));
};

/**
 * Opens what sealAccountSecrets made. Throws record-unreadable when it is not ours, was changed, or belongs to another id,
 * provider or origin; locked, keyring-missing and keyring-locked as Sealer.open does. `sealAgain`: store a fresh seal.
 */
export const openAccountSecrets = async (
  sealer: Sealer,
  record: Binding & Pick<AccountRecord, 'sealed'>,
): Promise<{ readonly secrets: AccountSecrets; readonly sealAgain: boolean }> => {
  const { text, sealAgain } = await sealer.open(record.sealed, ownerOf(record));
  const body = await readBody(text);
  const same =
    body.id === record.id &&
    body.provider === record.provider &&
    JSON.stringify(body.origins) === JSON.stringify(record.origins);
  if (!same) throw new DockpassError('record-unreadable', { reason: 'edited' });
  const fields = Object.fromEntries(Object.entries(body.fields).map(([name, value]) => [name, new Secret(value)]));
  return {
    sealAgain,
    secrets: {
      accessToken: new Secret(body.accessToken),
      ...(body.refreshToken !== undefined && { refreshToken: new Secret(body.refreshToken) }),
      ...(body.previousRefreshToken !== undefined && { previousRefreshToken: new Secret(body.previousRefreshToken) }),
      fields,
    },
  };
};

const readBody = async (text: Secret): Promise<v.InferOutput<typeof bodySchema>> => {
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
