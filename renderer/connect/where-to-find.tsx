import type { WhereToFind } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';

/** The provider's own steps to a credential, folded away until asked for. */
export function WhereToFindSteps({ label, where }: { readonly label: string; readonly where: WhereToFind }) {
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
    </details>
  );
}
