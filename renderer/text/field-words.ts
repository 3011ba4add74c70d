import { type OwnField, ownFields } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { text } from './text.ts';

const isOwn = (field: string): field is OwnField => ownFields.some(own => own === field);

/** What a failure's field is called on the screen: by its provider's label, or in our own words. */
export const fieldWords = (field: string, provider: Pick<ProviderView, 'fields'> | undefined): string | undefined =>
  provider?.fields.find(({ name }) => name === field)?.label ??
  (isOwn(field) ? text(`field-name.${field}`) : undefined);
