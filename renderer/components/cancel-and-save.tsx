import { text } from '../text/text.ts';

/** The two buttons at the end of a form: leaving it, and submitting it. */
export function CancelAndSave({ onCancel }: { readonly onCancel: () => void }) {
  return (
    <>
      <button type="button" className="button" onClick={onCancel}>
        {text('dialog.cancel')}
      </button>
      <button type="submit" className="primary">
        {text('dialog.save')}
      </button>
    </>
  );
}
