import { useId } from 'react';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { ChevronRightIcon } from '../components/icons.tsx';
import { usePanelState } from '../state/panel-context.ts';

/** One card per provider main offers; its accessible name is the provider's name alone. */
export function ProviderCards({ onChoose }: { readonly onChoose: (providerId: string) => void }) {
  const providers = usePanelState(state => state.providers);
  return (
    <ul className="cards">
      {providers.map(provider => (
        <li key={provider.id}>
          <Card provider={provider} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  readonly provider: ProviderView;
  readonly onChoose: (providerId: string) => void;
}
function Card({ provider, onChoose }: CardProps) {
  const id = useId();
  return (
    <div className="card provider">
      <span className="tile" aria-hidden="true" style={{ '--tile': provider.colour }}>
        {provider.monogram}
      </span>
      <span className="who">
        {/* The button reaches over the whole card; what it is called is the name alone. */}
        <button type="button" className="name" aria-describedby={`${id}-summary`} onClick={() => onChoose(provider.id)}>
          {provider.name}
        </button>
        <span className="sub" id={`${id}-summary`}>
          {provider.summary}
        </span>
      </span>
      <ChevronRightIcon />
    </div>
  );
}
