import type { Failure } from '../../preload/contract/errors.ts';
import type { FieldView, RefusalName } from '../../preload/contract/provider-view.ts';

/**
 * The names of the drawn fields that a failure is about, in their order; none where it is about no field of the form. A
 * field that names code and reason comes before those that name the code alone.
 */
export function refusedFields(failure: Failure, shown: readonly FieldView[]): readonly string[] {
  const { code, reason, field } = failure;
  if (code === 'bad-input') return field === undefined ? [] : [field];
  const namedBy = (refusal: RefusalName): readonly string[] =>
    shown.filter(({ refusedBy = [] }) => refusedBy.includes(refusal)).map(({ name }) => name);
  const exact = reason === undefined ? [] : namedBy(`${code}.${reason}`);
  return exact.length > 0 ? exact : namedBy(code);
}
