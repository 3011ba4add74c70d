import { useId, useState } from 'react';
import type { FieldView, PermissionResource } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';
import { described, type FieldProblem, Help } from './field-frame.tsx';
import { fieldName } from './form-values.ts';
import { type Level, levelsOf, sameWords, scopesOf } from './permissions.ts';

type Permissions = Extract<FieldView, { kind: 'permissions' }>;
interface Props {
  readonly field: Permissions;
  /** What is chosen now, when something was chosen before. */
  readonly value: string | undefined;
  readonly problem: FieldProblem | undefined;
}

/** A preset's id; undefined for a level of each resource's own. */
type Choice = string | undefined;

function firstChoice({ presets }: Permissions, value: string | undefined): Choice {
  if (value === undefined) return firstPreset(presets)?.id;
  return presets.find(preset => sameWords(preset.value, value))?.id;
}

const firstPreset = (presets: Permissions['presets']) => presets.find(one => one.preselected) ?? presets[0];

function usePermissions({ field, value }: Omit<Props, 'problem'>) {
  const [choice, setChoice] = useState(() => firstChoice(field, value));
  const [levels, setLevels] = useState(() =>
    levelsOf(value ?? firstPreset(field.presets)?.value ?? '', field.resources),
  );
  const preset = field.presets.find(({ id }) => id === choice);
  const choices = [
    ...field.presets,
    ...(field.resources.length > 0 ? [{ id: undefined, label: text('connect.permissions.each') }] : []),
  ];
  const choose = (id: Choice): void => {
    setChoice(id);
    const chosen = field.presets.find(known => known.id === id);
    if (chosen) setLevels(levelsOf(chosen.value, field.resources));
  };
  const sent = preset ? preset.value : scopesOf(levels, field.resources);
  return { choices, choice, choose, levels, setLevels, each: preset === undefined, sent };
}

/** Permissions: a preset, or one level per resource. What is sent stands in a hidden field, in the provider's own words. */
export function PermissionsField(props: Props) {
  const { field, problem } = props;
  const id = useId();
  const { choices, choice, choose, levels, setLevels, each: open, sent } = usePermissions(props);
  return (
    <fieldset className="field permissions" {...described({ id, help: field.help, problem })}>
      <legend>{field.label}</legend>
      <input type="hidden" name={fieldName(field.name)} value={sent} />
      <div className="choices">
        {choices.map(({ id, label }) => (
          <label key={id ?? 'each'} className="choice">
            <input type="radio" name={`${field.name}-preset`} checked={choice === id} onChange={() => choose(id)} />
            {label}
          </label>
        ))}
      </div>
      {open && (
        <div className="levels">
          {field.resources.map(resource => (
            <LevelSelect
              key={resource.full}
              resource={resource}
              level={levels[resource.full] ?? 'none'}
              onChange={level => setLevels({ ...levels, [resource.full]: level })}
            />
          ))}
        </div>
      )}
      {problem?.message}
      <Help id={id} text={field.help} />
    </fieldset>
  );
}

interface LevelProps {
  readonly resource: PermissionResource;
  readonly level: Level;
  readonly onChange: (level: Level) => void;
}
const levelWords: readonly (readonly [Level, PlainTextKey])[] = [
  ['none', 'connect.permissions.none'],
  ['read-only', 'connect.permissions.read-only'],
  ['full', 'connect.permissions.full'],
];
function LevelSelect({ resource, level, onChange }: LevelProps) {
  const id = useId();
  const offered = levelWords.filter(([name]) => name !== 'read-only' || resource.readOnly !== undefined);
  return (
    <div className="level">
      <label htmlFor={id}>{resource.label}</label>
      <select
        id={id}
        value={level}
        onChange={event => onChange(offered.find(([name]) => name === event.currentTarget.value)?.[0] ?? 'none')}
      >
        {offered.map(([name, words]) => (
          <option key={name} value={name}>
            {text(words)}
          </option>
        ))}
      </select>
    </div>
  );
}
