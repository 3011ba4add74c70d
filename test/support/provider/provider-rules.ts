import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { copyFormats } from '../../../main/core/formats/copy-formats.ts';
import type { Provider, ProviderField } from '../../../main/core/oauth/provider.ts';
import { errorCodes } from '../../../preload/contract/errors.ts';
import type { FieldView } from '../../../preload/contract/provider-view.ts';
import english from '../../../renderer/text/en.json' with { type: 'json' };
import { projectRoot } from '../project-root.ts';
import { conductRules } from './provider-conduct.ts';
import { fillingsOf } from './provider-forms.ts';
import { isHttps, type ProviderRule } from './provider-rule.ts';

// What main/providers/README.md asks of every provider, as functions: each names what is against its rule.

const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.indexOf(name) !== at).map(name => `${name} stands there twice`);
/** Where a person types the address there is no origin to judge. */
const isOrigin = (origin: string): boolean => origin === '' || new URL(origin).origin === origin;
const conditionsOf = (field: ProviderField) => (field.when === undefined ? [] : [field.when]);

const optionsOf = (provider: Provider, name: string): readonly string[] | undefined => {
  if (name === 'environment') return provider.environments.map(({ id }) => id);
  const field = provider.fields.find(one => one.name === name);
  if (field?.kind === 'select' || field?.kind === 'choice') return field.options.map(({ value }) => value);
  return field?.kind === 'checkbox' ? ['yes', ''] : undefined;
};

/** What somebody got from the provider and has to find there: secrets, and what is not an address of this person's own. */
const isCredential = (field: FieldView): boolean =>
  field.kind === 'secret' ? field.label !== 'Password' : field.kind === 'text' && /\b(id|key)$/i.test(field.label);

/** WCAG 2.2's relative luminance of a colour, and its contrast with white. */
const contrastWithWhite = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
};

const dataRules: readonly ProviderRule[] = [
  {
    says: 'its id is the name of its file',
    against: ({ id }) => [
      ...(/^[a-z][a-z0-9-]*$/.test(id) ? [] : [`${id} is no file name`]),
      ...(existsSync(join(projectRoot, `main/providers/${id}.ts`)) ? [] : [`there is no main/providers/${id}.ts`]),
    ],
  },
  {
    says: 'its origins are https, and nothing but origins',
    against: ({ environments }) =>
      environments
        .flatMap(({ origin, tokenOrigin }) => [origin, tokenOrigin ?? ''])
        .filter(origin => !isOrigin(origin) || !(origin === '' || isHttps(origin))),
  },
  {
    says: 'its guide is a page that is https',
    against: ({ guide }) => (guide === undefined || isHttps(guide) ? [] : [guide]),
  },
  {
    says: 'no environment or field stands there twice, and one environment is preselected',
    against: provider => {
      const { environments, fields } = viewProvider(provider);
      return [
        ...twice(environments.map(({ id }) => id)),
        ...twice(environments.map(({ label }) => label)),
        ...twice(fields.map(({ name }) => name)),
        ...twice(fields.map(({ label }) => label)),
        ...(environments.filter(one => one.preselected).length === 1 ? [] : ['not one environment is preselected']),
      ];
    },
  },
  {
    says: 'its conditions name fields and choices that there are',
    against: provider =>
      [...provider.fields.flatMap(conditionsOf), ...(provider.windowWhen ? [provider.windowWhen] : [])].flatMap(
        when => {
          const options = optionsOf(provider, when.field);
          if (options === undefined) return [`${when.field} is no choice`];
          return when.is.filter(value => !options.includes(value)).map(value => `${when.field} is never ${value}`);
        },
      ),
  },
  {
    says: 'names of fields that it uses elsewhere are fields',
    against: ({ fields, withoutSignIn = [] }) =>
      withoutSignIn.filter(name => !fields.some(field => field.name === name)),
  },
  {
    says: 'every credential says where it is found',
    against: provider =>
      viewProvider(provider)
        .fields.filter(isCredential)
        .filter(field => !('where' in field && (field.where?.steps ?? []).every(step => /^[A-Z“].*[.”]$/.test(step))))
        .map(({ label }) => label),
  },
  {
    says: 'choices, permissions and formats are ones that there are',
    against: provider => [
      ...provider.fields.flatMap(field => {
        if (field.kind === 'select' || field.kind === 'choice') return twice(field.options.map(({ value }) => value));
        if (field.kind !== 'permissions') return [];
        const scopes = field.resources.flatMap(({ full, readOnly }) => `${full} ${readOnly ?? ''}`.split(' '));
        return [
          ...field.presets.flatMap(({ value }) => value.split(' ').filter(scope => !scopes.includes(scope))),
          ...twice(field.presets.map(({ id }) => id)),
          ...twice(field.resources.map(({ full }) => full)),
        ];
      }),
      ...fillingsOf(provider).flatMap(({ values }) => {
        const { added = [], omitted = [] } = provider.formats?.(values) ?? {};
        return [...added, ...omitted].filter(format => !copyFormats.some(({ id }) => id === format));
      }),
    ],
  },
  {
    says: 'its card can be read: a short sentence, two letters, a colour that white stands out from',
    against: provider => {
      const { summary, monogram, colour } = viewProvider(provider);
      return [
        ...(/^[A-Z].{10,80}\.$/.test(summary) ? [] : [summary]),
        ...(/^[A-Z][A-Z0-9]$/.test(monogram) ? [] : [monogram]),
        ...(/^#[0-9a-f]{6}$/.test(colour) && contrastWithWhite(colour) >= 4.5 ? [] : [colour]),
      ];
    },
  },
  {
    says: 'every code that it may throw has a message',
    against: () => errorCodes.filter(code => !english[`error.${code}.title`] || !english[`error.${code}.help`]),
  },
];

/** All rules, in the order of main/providers/README.md. */
export const providerRules: readonly ProviderRule[] = [...dataRules, ...conductRules];
