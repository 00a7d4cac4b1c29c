/** A commit, which says the same tomorrow; a branch does not, and neither does a tag that can be moved. */
const commit = /^[0-9a-f]{40}$/;

/**
 * Why a reader could not find there what we read: `undefined` for a page of a maker, a file at a commit, a thread, or
 * a version of a package.
 */
export function sourceProblem(address: string): string | undefined {
  const { hostname, pathname } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  switch (hostname.replace(/^www\./, '')) {
    case 'github.com':
      return gitHubProblem(parts);
    case 'raw.githubusercontent.com':
      return commit.test(parts[2] ?? '') ? undefined : 'follows a branch that moves: name the file at a commit';
    case 'npmjs.com':
      return parts.includes('v') ? undefined : 'shows the newest version: name the one that was read, as in /v/1.2.3';
    case 'pypi.org':
      return parts.length > 2 ? undefined : 'shows the newest version: name the one that was read';
    case 'openrouter.ai':
      return parts[0] === 'models' ? 'shows the list of today, not what was read' : undefined;
    case 'dev.to':
    case 'medium.com':
      return 'is a blog: cite the maker';
    default:
      return undefined;
  }
}

function gitHubProblem([, , kind, ref, ...file]: readonly string[]): string | undefined {
  if (kind === undefined) return 'is the root of a repository: name the file at a commit';
  if (kind !== 'blob' && kind !== 'tree' && kind !== 'raw') return undefined; // A thread, a commit or a release.
  if (!commit.test(ref ?? '')) return 'follows a branch that moves: name the file at a commit';
  return kind === 'tree' || file.length === 0 ? 'is a folder: name the file' : undefined;
}
