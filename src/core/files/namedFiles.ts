import { FileTooLargeError, NoRegularFileError, isMissing, pathBelow } from './disk';
import type { Disk } from './disk';
import { FileText } from './fileText';
import { parseVsCodeGlob } from './vsCodeGlob';

/**
 * Reasons why a file that a text names is not read. `outside`: its path or a link leads out of the root. `absolute`: an
 * absolute path, a network path or a drive. `secret`: it may hold keys. `tooMany`: the text names more files than are read.
 */
export type NamedFault =
  | 'absolute'
  | 'outside'
  | 'secret'
  | 'missing'
  | 'noFile'
  | 'tooLarge'
  | 'tooMany'
  | 'noText'
  | 'unreadable';

/** A file that is named by another one, or why it is not read. */
export type NamedFile<T> =
  | { readonly file: string; readonly value: T }
  | { readonly file: string; readonly fault: NamedFault };

interface NamedLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Bytes of all files together. */
  readonly maxTotalBytes: number;
  /** Files that are read and folders that are searched for a pattern, counted together. */
  readonly maxFiles: number;
}

const usualLimits: NamedLimits = { maxBytes: 32 * 1024 ** 2, maxTotalBytes: 256 * 1024 ** 2, maxFiles: 20_000 };

/** Depth of nested folders to which a pattern is searched. */
const maxDepth = 20;

/** Maximum length of a name, in UTF-16 code units. No system has a longer path. */
const maxNameLength = 4_096;

/** Endings of settings files of programs, and of lists of keys that a provider hands out. */
const settings = '(?:\\.(?:json|ya?ml|toml|ini|conf|properties|csv|txt))?';

/** Endings of copies, and of what an editor leaves behind. */
const copies = '(?:\\.(?:bak|backup|old|orig)|~)?';

/** Settings of a program or an account, except for rules of assistants, ignore lists and texts. */
const dotNames = '\\.(?!.*(?:rules|ignore|\\.(?:mdc?|txt|prompty?))$).*';

/** Files that may hold keys: a prompt that names one would send it to a provider. */
const secretNames = [
  ...['\\.env[^a-z].*', '.*\\.env(?:\\..*)?', '_netrc', '\\.(?:netrc|git-credentials|pgpass|pypirc|htpasswd)'],
  ...['id_(?:rsa|dsa|ecdsa|ed25519).*', '.*service[._-]?account[^.]{0,99}\\.json', 'local\\.settings\\.json'],
  ...['.*\\.(?:pem|key|pk8|p8|p12|pfx|pkcs12|jks|jceks|bks|keystore|ppk|gpg|pgp|asc|age|agekey|ovpn|publishsettings)'],
  ...['.*\\.(?:kdbx?|keychain|keychain-db|kubeconfig|tfstate|tfstate\\.backup|tfvars|tfvars\\.json)', 'kubeconfig'],
  ...[`(?:.*[._-])?(?:creds?|credentials?|secrets?|passwords?|api[_-]?keys?|root[_-]?keys?)${settings}`],
  ...[`(?:.*[._-])?(?:access|auth|bearer|refresh|vault)[_-]?tokens?${settings}`, 'auth\\.json', 'rclone\\.conf'],
  ...[`(?:.*[._-])?access[_-]?keys?${settings}`, 'wp-config\\.php'],
];
// A name may have line breaks.
const keyName = new RegExp(`^(?:${secretNames.join('|')})${copies}$`, 'is');
const secretName = new RegExp(`^(?:${[dotNames, ...secretNames].join('|')})${copies}$`, 'is');
const exampleName = /[._-](?:example|sample|template|dist|defaults?)(?:\.[^.]*)?$/i;
const secretFolders = [
  ...['git', 'ssh', 'aws', 'azure', 'gcloud', 'oci', 'gnupg', 'docker', 'kube', 'config', 'local', 'secrets?', 'envs?'],
  ...['terraform', 'terraform\\.d', 'pulumi', 'm2', 'gem', 'cargo', 'password-store'],
];
const secretFolder = new RegExp(`^\\.(?:${secretFolders.join('|')})$`, 'i');

/** Whether a file of this name is meant for keys and passwords. An example of such a file is not. */
export const mayHoldKeys = (name: string): boolean => keyName.test(name) && !exampleName.test(name);

/**
 * Reads the files that a config or a prompt names. It reads only inside one folder, resolves links and keeps to limits, as
 * the author of such a text need not be the user who runs it. Names have slashes and are relative to the folder of the text.
 */
export class NamedFiles {
  private files = 0;
  private bytes = 0;
  private realRoot: Promise<string> | undefined;

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    private readonly limits = usualLimits,
  ) {}

  /** Returns the path below the root, with slashes. @param folder that the name is relative to, below the root */
  pathOf(name: string, folder: string): NamedFile<string> {
    if (name.length > maxNameLength) return { file: name, fault: 'missing' };
    const { separator } = this.disk;
    const slashes = separator === '/' ? name : name.replaceAll(separator, '/');
    if (/^(?:[/\\]|[a-z]:)/i.test(name)) return { file: name, fault: 'absolute' };
    const parts: string[] = [];
    for (const part of [...folder.split('/'), ...slashes.split('/')]) {
      if (part === '' || part === '.') continue;
      if (part !== '..') parts.push(part);
      else if (parts.pop() === undefined) return { file: name, fault: 'outside' };
    }
    const file = parts.join('/');
    const isSecret = secretName.test(parts.at(-1) ?? '') || parts.some((part) => secretFolder.test(part));
    if (isSecret) return { file, fault: 'secret' };
    return name.includes('\0') ? { file: name, fault: 'missing' } : { file, value: file };
  }

  /** Whether there is such a file. @param file below the root */
  async isThere(file: string): Promise<boolean> {
    try {
      const real = await this.realPath(file);
      return real !== undefined && (await this.disk.kind(real)) === 'file';
    } catch {
      return false;
    }
  }

  async bytesOf(name: string, folder: string): Promise<NamedFile<Uint8Array>> {
    const named = this.pathOf(name, folder);
    if ('fault' in named) return named;
    const { file } = named;
    if (++this.files > this.limits.maxFiles) return { file, fault: 'tooMany' };
    try {
      const real = await this.realPath(file);
      if (real === undefined) return { file, fault: 'outside' };
      const left = this.limits.maxTotalBytes - this.bytes;
      const bytes = await this.disk.read(real, { maxBytes: Math.min(this.limits.maxBytes, left) });
      this.bytes += bytes.length;
      return { file, value: bytes };
    } catch (error) {
      return { file, fault: faultOf(error) };
    }
  }

  /** The text of a file, without its byte order mark. */
  async textOf(name: string, folder: string): Promise<NamedFile<string>> {
    const read = await this.bytesOf(name, folder);
    if ('fault' in read) return read;
    const text = FileText.of(read.value)?.text();
    return text === undefined ? { file: read.file, fault: 'noText' } : { file: read.file, value: text };
  }

  /**
   * Finds the files that a name or a pattern stands for, sorted, as paths below the root. Links to folders are not
   * followed, and a file that begins with a dot is found only if the pattern spells out the dot.
   */
  async find(pattern: string, folder: string): Promise<readonly NamedFile<string>[]> {
    const named = this.pathOf(pattern, folder);
    if ('fault' in named) return [named];
    if (!isPattern(pattern)) return [named];
    const program = parseVsCodeGlob(named.file);
    if (!program) return [{ file: pattern, fault: 'missing' }];
    const parts = named.file.split('/');
    const fixed = parts.slice(0, parts.findIndex(isPattern));
    const mostParts = parts.some((part) => part.includes('**') || /[{}]/.test(part)) ? maxDepth : parts.length;
    const found: NamedFile<string>[] = [];
    const look = async (at: string, depth: number): Promise<void> => {
      for (const { name, kind, isLink } of await this.entriesOf(at)) {
        if (name.startsWith('.') && !parts.some((part) => part.startsWith('.') && isPattern(part))) continue;
        const path = at === '' ? name : `${at}/${name}`;
        if (kind === 'file' && program.matches(codesOf(path))) found.push(this.pathOf(path, ''));
        else if (kind === 'folder' && !isLink && name !== 'node_modules' && depth < mostParts)
          await look(path, depth + 1);
      }
    };
    await look(fixed.join('/'), fixed.length + 1);
    return found;
  }

  private async entriesOf(folder: string) {
    if (++this.files > this.limits.maxFiles) return [];
    try {
      const real = await this.realPath(folder);
      const entries = real === undefined ? [] : await this.disk.list(real);
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      // A folder that cannot be listed has no files for a pattern.
      return [];
    }
  }

  /** Returns the real path of a file below the root; `undefined`: that is not below the root. */
  private async realPath(file: string): Promise<string | undefined> {
    const { disk, root } = this;
    const realRoot = await (this.realRoot ??= disk.realPath(root));
    const real = await disk.realPath(file === '' ? root : disk.join(root, ...file.split('/')));
    const below = pathBelow(disk, realRoot, real);
    if (below === undefined) return undefined;
    // The target of a link may have another name, which has to be allowed, too.
    return below === '' || 'value' in this.pathOf(below, '') ? real : undefined;
  }
}

const isPattern = (name: string): boolean => /[*?[\]{}]/.test(name);

const codesOf = (path: string): number[] => Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));

function faultOf(error: unknown): NamedFault {
  if (error instanceof FileTooLargeError) return 'tooLarge';
  if (error instanceof NoRegularFileError) return 'noFile';
  return isMissing(error) ? 'missing' : 'unreadable';
}
