import { Uri } from 'vscode';

export const childOf = (folder: Uri, name: string): Uri => Uri.joinPath(folder, name);

/** Returns the last part of the address, which is the name in the explorer. */
export const nameOf = (uri: Uri): string => uri.path.replace(/\/+$/, '').split('/').pop() ?? '';

/** Returns the path from `base` down to `uri`, with slashes; '' for the base itself, `undefined` if `uri` is not below it. */
export function pathBelow(base: Uri, uri: Uri): string | undefined {
  if (base.scheme !== uri.scheme || base.authority !== uri.authority) return undefined;
  const [above, below] = [base.path.replace(/\/+$/, ''), uri.path.replace(/\/+$/, '')];
  if (below === above) return '';
  return below.startsWith(`${above}/`) ? below.slice(above.length + 1) : undefined;
}

/**
 * Returns the items without duplicates and without those inside another item, as a selection in the explorer may have both.
 */
export function outermost(uris: readonly Uri[]): Uri[] {
  const unique = [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
  return unique.filter((uri) => !unique.some((other) => other !== uri && pathBelow(other, uri) !== undefined));
}
