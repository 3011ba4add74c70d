import type { ClaimsView, ClaimView } from '../../preload/contract/details/details-view.ts';
import { formatMoment } from '../text/format.ts';
import { text } from '../text/text.ts';

/** A JWT's claims, as its token says them: the registered ones in words as well. */
export function ClaimsTable({ claims: { list, isCut } }: { readonly claims: ClaimsView }) {
  return (
    <section>
      <h3 id="details-claims">{text('details.claims')}</h3>
      <p className="help">{text('details.claims.lead')}</p>
      <table className="claims" aria-labelledby="details-claims">
        <thead className="unseen">
          <tr>
            <th scope="col">{text('details.claims.name')}</th>
            <th scope="col">{text('details.claims.value')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((claim, at) => (
            // Shortened names may be the same, and claims never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Claim key={at} claim={claim} />
          ))}
        </tbody>
      </table>
      {isCut && <p className="help">{text('details.claims.cut')}</p>}
    </section>
  );
}

function Claim({ claim: { path, registered, values, at, isCut, isSecret } }: { readonly claim: ClaimView }) {
  return (
    <tr>
      <th scope="row">
        {registered !== undefined && <span className="claim-words">{text(`details.claim.${registered}`)}</span>}
        <bdi className={registered === undefined ? 'foreign' : 'foreign claim-name'}>{path.join(' › ')}</bdi>
      </th>
      <td>
        {isSecret && text('details.claims.secret')}
        {at !== undefined && <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>}
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same value may come twice
          <bdi key={index} className={at === undefined ? 'foreign' : 'foreign claim-name'}>
            {value}
          </bdi>
        ))}
        {isCut && <span className="badge">{text('details.claims.shortened')}</span>}
      </td>
    </tr>
  );
}
