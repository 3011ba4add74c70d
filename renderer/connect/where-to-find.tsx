import type { WhereToFind } from '../../preload/contract/provider-view.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** The provider's own steps to a credential, folded away until asked for, and the way to its guide. */
export function WhereToFindSteps({ label, where }: { readonly label: string; readonly where: WhereToFind }) {
  const { actions } = usePanel();
  const { guide } = where;
  return (
    <details className="where">
      <summary>
        {text('connect.where.summary')}
        <span className="unseen"> ({label})</span>
      </summary>
      <ol>
        {where.steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {guide !== undefined && (
        <button type="button" className="button small" onClick={() => void actions.openGuide(guide)}>
          {text('connect.where.guide')}
        </button>
      )}
    </details>
  );
}
