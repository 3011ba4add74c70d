import * as v from 'valibot';
import {
  type SettingField,
  type SettingName,
  type SettingsValues,
  settingFields,
} from '../../../preload/contract/settings-fields.ts';
import { isAccelerator } from './accelerator.ts';

type FieldSchemas = { readonly [Name in SettingName]: v.GenericSchema<SettingsValues[Name]> };

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

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
