import type { CatalogTable } from '../../../catalog/catalogTable';
import type { LifecycleTable } from '../../../catalog/lifecycleTable';
import type { ParsedIdConfig } from '../config/configFaults';
import type { FoundId } from '../findIds';
import type { ModelNames } from '../../../catalog/names/modelNames';
import type { CalledAt } from '../../../catalog/names/services';

/** Tables by which ids are known. */
interface IdTables {
  readonly catalog: CatalogTable;
  readonly lifecycle: LifecycleTable;
}

/** A request to the worker. Each has one reply of the same id. */
export type IdRequest =
  | { readonly kind: 'idTables'; readonly id: number; readonly tables: IdTables }
  | { readonly kind: 'findIds'; readonly id: number; readonly languageId: string; readonly file: string | Uint8Array }
  | { readonly kind: 'parseConfig'; readonly id: number; readonly text: string }
  | { readonly kind: 'ignoreId'; readonly id: number; readonly text: string; readonly ignored: string };

export type IdReply =
  /** Undefined: the file is no text. */
  | { readonly kind: 'ids'; readonly id: number; readonly found: readonly PlacedId[] | undefined }
  /** `needsTables`: the request is to be sent again after the tables. `ready`: the tables have come. */
  | { readonly kind: 'needsTables' | 'ready'; readonly id: number }
  | { readonly kind: 'parsed'; readonly id: number; readonly parsed: ParsedIdConfig }
  /** Undefined: no ids can be put into the text. */
  | { readonly kind: 'written'; readonly id: number; readonly text: string | undefined }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** An id whose end is published, and its place. The receiver looks up again what it names. */
export type PlacedId = Omit<FoundId, 'named'> & { readonly calledAt?: CalledAt };

export const toPlaced = (found: readonly FoundId[]): PlacedId[] =>
  found.flatMap(({ named, ...place }) =>
    named?.record ? [{ ...place, ...(named.calledAt && { calledAt: named.calledAt }) }] : [],
  );

export const fromPlaced = ({ calledAt, ...place }: PlacedId, names: Pick<ModelNames, 'find'>): FoundId => ({
  ...place,
  named: names.find(place.written, calledAt),
});
