import { type SubmitEvent, useId, useState } from 'react';
import {
  type KeptFileForm,
  keptFormats,
  keptReaders,
  type ProgramAccountView,
} from '../../preload/contract/programs/view.ts';
import { formatMoment } from '../text/format.ts';
import { instruct } from '../text/messages.ts';
import { text } from '../text/text.ts';

interface KeptFileProps {
  readonly account: ProgramAccountView;
  readonly onChoose: (file: KeptFileForm | null) => Promise<void>;
}

const first: KeptFileForm = { path: '', format: 'token', readers: 'me', untilQuit: false };

/** The file that always holds this account's newest token, for programs that read one. */
export function KeptFile({ account: { file }, onChoose }: KeptFileProps) {
  const [form, setForm] = useState(file ?? first);
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { path, format, readers, untilQuit } = form;
    void onChoose({ path: path.trim(), format, readers, untilQuit });
  };
  const change = (part: Partial<KeptFileForm>): void => setForm(now => ({ ...now, ...part }));
  return (
    <form noValidate onSubmit={submit}>
      <fieldset className="group">
        <legend>{text('programs.file.legend')}</legend>
        <p className="help">{text('programs.file.help')}</p>
        {file !== undefined && <KeptFileState file={file} />}
        <div className="field">
          <label htmlFor={`${id}-path`}>{text('programs.file.path')}</label>
          <input
            id={`${id}-path`}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            maxLength={4096}
            value={form.path}
            onChange={event => change({ path: event.currentTarget.value })}
          />
        </div>
        <Choice
          label={text('programs.file.format')}
          options={keptFormats}
          chosen={form.format}
          words={format => text(`programs.file.format.${format}`)}
          onChoose={format => change({ format })}
        />
        <Choice
          label={text('programs.file.readers')}
          options={keptReaders}
          chosen={form.readers}
          words={readers => text(`programs.file.readers.${readers}`)}
          onChoose={readers => change({ readers })}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={form.untilQuit}
            onChange={event => change({ untilQuit: event.currentTarget.checked })}
          />
          {text('programs.file.until-quit')}
        </label>
        <div className="both">
          <button type="submit" className="button">
            {text('programs.file.keep')}
          </button>
          {file !== undefined && (
            <button type="button" className="button" onClick={() => void onChoose(null)}>
              {text('programs.file.stop')}
            </button>
          )}
        </div>
      </fieldset>
    </form>
  );
}

interface ChoiceProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly words: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}
function Choice<Option extends string>({ label, options, chosen, words, onChoose }: ChoiceProps<Option>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={event => onChoose(options.find(one => one === event.currentTarget.value) ?? chosen)}
      >
        {options.map(option => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** That a file is kept, or since when it could not be. */
export function KeptFileState({ file: { path, failed } }: { readonly file: NonNullable<ProgramAccountView['file']> }) {
  if (failed === undefined) return <p className="help">{text('programs.file.kept', { path })}</p>;
  const { title } = instruct(failed.failure);
  return (
    <p className="note warn" role="status">
      {text('programs.file.failed', { path, time: formatMoment(failed.since), reason: title })}
    </p>
  );
}
