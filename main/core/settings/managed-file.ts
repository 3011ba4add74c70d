import * as v from 'valibot';
import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import type { OwnFormat } from '../../../preload/contract/copy-formats.ts';
import type { SettingsChange } from '../../../preload/contract/settings-fields.ts';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { fillForm } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import { chosenFields, ownFormats } from './settings-schema.ts';

/** An account that is set up but for the person's sign-in. Secrets are named by the file that holds them. */
interface ReadyMade {
  readonly id: string;
  readonly name: string;
  readonly form: ConnectForm;
  /** Field name -> path of the file. */
  readonly secretFiles: Readonly<Record<string, string>>;
}

/** What an organization's IT has decided on this computer. */
export interface Managed {
  readonly organization?: string;
  /** In force whatever a person chose. */
  readonly fixed: SettingsChange;
  /** In force until a person chooses. */
  readonly presets: SettingsChange;
  readonly readyMade: readonly ReadyMade[];
  /** Ways to copy, for everyone on this computer. */
  readonly formats: readonly OwnFormat[];
}

export const unmanaged: Managed = { fixed: {}, presets: {}, readyMade: [], formats: [] };

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const settings = v.partial(v.strictObject(chosenFields));
const fullPath = v.pipe(text(1000), v.regex(/^(\/|[A-Za-z]:[\\/])/));
const account = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)),
  name: text(100),
  provider: text(64),
  environment: v.optional(text(64)),
  values: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(20_000))), {}),
  secrets: v.optional(v.record(v.string(), v.strictObject({ file: fullPath })), {}),
});
const schema = v.strictObject({
  version: v.literal(1),
  organization: v.optional(text(100)),
  fixed: v.optional(settings, {}),
  presets: v.optional(settings, {}),
  formats: v.optional(ownFormats, []),
  accounts: v.optional(v.pipe(v.array(account), v.maxLength(50)), []),
});
type Account = v.InferOutput<typeof account>;

/** The whole file, or where it is wrong (`fixed.theme`, `accounts.0.values.appId`): one wrong word and none of it counts. */
type ManagedReading =
  | { readonly kind: 'good'; readonly managed: Managed }
  | { readonly kind: 'bad'; readonly where: string };

export const readManaged = (content: unknown, providers: readonly Provider[]): ManagedReading => {
  const checked = v.safeParse(schema, content);
  if (!checked.success) return { kind: 'bad', where: v.getDotPath(checked.issues[0]) ?? '' };
  const { organization, fixed, presets, accounts, formats } = checked.output;
  const readyMade: ReadyMade[] = [];
  for (const [index, one] of accounts.entries()) {
    const made = readAccount(one, providers);
    const where = typeof made === 'string' ? made : readyMade.some(({ id }) => id === one.id) ? 'id' : undefined;
    if (where !== undefined) return { kind: 'bad', where: `accounts.${index}.${where}` };
    if (typeof made !== 'string') readyMade.push(made);
  }
  const managed = { ...(organization !== undefined && { organization }), fixed, presets, readyMade, formats };
  return { kind: 'good', managed };
};

/** The account, or the part of it that its provider would not take. */
function readAccount(one: Account, providers: readonly Provider[]): ReadyMade | string {
  const provider = providers.find(({ id }) => id === one.provider);
  if (provider === undefined) return 'provider';
  const { environments, fields } = provider;
  const first = environments.find(({ preselected }) => preselected) ?? environments[0];
  const environment = one.environment ?? first?.id ?? '';
  if (!environments.some(({ id }) => id === environment)) return 'environment';
  const isSecret = (name: string): boolean => fields.some(field => field.name === name && field.kind === 'secret');
  const known = (name: string): boolean => fields.some(field => field.name === name);
  // A secret itself has no place in a file that everyone may read.
  const badValue = Object.keys(one.values).find(name => !known(name) || isSecret(name));
  if (badValue !== undefined) return `values.${badValue}`;
  const badSecret = Object.keys(one.secrets).find(name => !isSecret(name));
  if (badSecret !== undefined) return `secrets.${badSecret}`;
  const form = { provider: provider.id, environment, accountName: one.name, values: asInForm(provider, one.values) };
  const secretFiles = Object.fromEntries(Object.entries(one.secrets).map(([name, { file }]) => [name, file]));
  const missing = missingField(provider, form, Object.keys(secretFiles));
  return missing ?? { id: one.id, name: one.name, form, secretFiles };
}

/** As the form would hold them: a choice left out is its first option, and permissions may go by a preset's id. */
const asInForm = ({ fields }: Provider, values: ConnectForm['values']): ConnectForm['values'] => {
  const held = fields.flatMap(field => {
    const given = values[field.name];
    if (field.kind === 'permissions') {
      const preset = field.presets.find(({ id }) => id === given)?.value;
      return given === undefined ? [] : [[field.name, preset ?? given] as const];
    }
    if (given !== undefined) return [[field.name, given] as const];
    if (field.kind === 'select' || field.kind === 'choice')
      return [[field.name, field.options[0]?.value ?? ''] as const];
    return field.kind === 'names' ? [[field.name, field.preselected] as const] : [];
  });
  return Object.fromEntries(held);
};

/** What a person would still have to type: then it is not ready-made. */
function missingField(provider: Provider, form: ConnectForm, secrets: readonly string[]): string | undefined {
  try {
    fillForm(provider, form, Object.fromEntries(secrets.map(name => [name, new Secret('in its file')])));
    return undefined;
  } catch (problem) {
    if (!(problem instanceof DockpassError)) throw problem;
    return `values.${problem.field ?? ''}`;
  }
}
