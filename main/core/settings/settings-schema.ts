import * as v from 'valibot';
import { longestTemplate, quotings } from '../../../preload/contract/copy-formats.ts';
import {
  type SettingField,
  type SettingName,
  type SettingsValues,
  settingFields,
} from '../../../preload/contract/settings-fields.ts';
import { tidyLabel } from '../base/labels.ts';
import { mostOwnFormats } from '../base/limits.ts';
import { ownFormatId, templateProblems } from '../base/own-template.ts';
import { isAccelerator } from './accelerator.ts';

type FieldSchemas = { readonly [Name in SettingName]: v.GenericSchema<SettingsValues[Name]> };

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** For the settings' file, the calls and the managed file alike. */
const ownFormat = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(ownFormatId)),
    name: v.pipe(
      v.string(),
      v.check(name => name !== '' && name === tidyLabel(name)),
    ),
    template: v.pipe(v.string(), v.maxLength(longestTemplate)),
    quoting: v.picklist(quotings),
  }),
  v.check(({ template, quoting }) => templateProblems(template, quoting).length === 0),
);
export const ownFormats = v.pipe(
  v.array(ownFormat),
  v.maxLength(mostOwnFormats),
  v.check(all => new Set(all.map(one => one.id)).size === all.length),
);

const schemaOf = (field: SettingField): v.GenericSchema => {
  switch (field.kind) {
    case 'switch':
      return v.boolean();
    case 'number':
      return v.pipe(v.number(), v.safeInteger(), v.minValue(field.least), v.maxValue(field.most));
    case 'choice':
      return v.picklist(field.options);
    case 'shortcut':
      return v.union([v.literal(''), v.pipe(v.string(), v.check(isAccelerator))]);
    case 'formats':
      return ownFormats;
    case 'names':
      return v.record(id, id);
  }
};

const eachField = <T>(make: (field: SettingField) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(settingFields).map(([name, field]) => [name, make(field)]));

/** What a person chooses, one schema a field: for the stored file, the calls, and what an organization decides. */
// Object.fromEntries knows only strings; the entries are exactly the settings' own.
export const chosenFields = eachField(schemaOf) as unknown as FieldSchemas;

/** Every setting as it is at first. */
export const chosenDefaults = eachField(({ first }) => first) as unknown as SettingsValues;
