import assert from 'node:assert/strict';
import { NamedFiles } from '../../../../src/core/files/namedFiles';
import { MemoryDisk } from '../../../fakes/memoryDisk';
import type { OnDisk } from '../../../fakes/memoryDisk';

describe('files that a text names', () => {
  const disk: Record<string, OnDisk> = {
    '/work/evals/a.txt': 'A',
    '/work/evals/deep/b.txt': 'B',
    '/work/evals/deep/.c.txt': 'C',
    '/work/evals/deep/link.txt': { link: '/etc/passwd' },
    '/work/evals/deep/inside.txt': { link: '/work/shared.txt' },
    '/work/evals/ring': { link: '/work/evals/ring' },
    '/work/evals/way': { link: '/etc' },
    '/work/evals/harmless.txt': { link: '/work/.env' },
    '/work/evals/pipe': [],
    '/work/evals/shut.txt': { fault: 'EACCES' },
    '/work/evals/bytes.bin': new Uint8Array([0, 1, 2, 0, 255]),
    '/work/shared.txt': 'S',
    '/work/.env': 'KEY=1',
    '/work/.git/config': 'x',
    '/work/node_modules/p/a.txt': 'N',
    '/etc/passwd': 'root',
    '/workshop/a.txt': 'W',
  };
  const filesOf = (limits?: ConstructorParameters<typeof NamedFiles>[2]) =>
    new NamedFiles(new MemoryDisk(disk), '/work', limits);
  const read = async (name: string, files = filesOf()) => {
    const found = await files.textOf(name, 'evals');
    return 'value' in found ? found.value : found.fault;
  };

  it('are read from the folder of the text, also from above it, as long as that is below the root', async () => {
    assert.equal(await read('a.txt'), 'A');
    assert.equal(await read('./deep/../a.txt'), 'A');
    assert.equal(await read('../shared.txt'), 'S');
    assert.equal(await read('deep/inside.txt'), 'S');
  });

  it('are not read where they are elsewhere, by their path or by a link', async () => {
    for (const name of [
      '../../etc/passwd',
      '../../workshop/a.txt',
      '..//..//etc/passwd',
      'deep/link.txt',
      'way/passwd',
    ]) {
      assert.equal(await read(name), 'outside', name);
    }
    for (const name of ['/etc/passwd', '/work/evals/a.txt', 'C:/a.txt', 'c:a.txt', '\\\\host\\share', '//host/share']) {
      assert.equal(await read(name), 'absolute', name);
    }
  });

  it('are not read where they hold keys, by their name or by that of the target of a link', async () => {
    const names = [
      ...[
        '../.env',
        '../.ENV',
        '.env.local',
        '.env-prod',
        '.envrc',
        'prod.env',
        '../.git/config',
        'id_rsa',
        'server.pem',
      ],
      ...[
        'harmless.txt',
        'server.key',
        'id_ed25519_work',
        '.htpasswd',
        '.pgpass',
        '.yarnrc.yml',
        '.docker/config.json',
      ],
      ...['.dockercfg', '.kube/config', '.config/gh/hosts.yml', '.terraformrc', 'terraform.tfstate', '.vault-token'],
      ...[
        'x.jks',
        'x.ppk',
        'x.kdbx',
        'my-service-account.json',
        'credentials.json',
        'app.secrets.yaml',
        'secrets.toml',
      ],
      ...[
        '.bash_history',
        '.my.cnf',
        '.databrickscfg',
        '.env-prod.txt',
        'a.env.bak',
        '.config.json',
        'oauth_creds.json',
      ],
      ...[
        'signing.gpg',
        'vpn.ovpn',
        'terraform.tfstate.backup',
        'api-keys.yaml',
        'access_token.json',
        '.m2/settings.xml',
      ],
      ...['credentials.csv', 'rootkey.csv', 'accessKeys.csv', 'passwords.txt', 'server.key.bak', 'vault-token'],
      ...['wp-config.php', 'secrets.yaml~', 'id_rsa.old', 'a\n.env'],
      ...['local.settings.json', '.npmrc', '.netrc', '.pypirc', 'prod.auto.tfvars', '.aws/credentials', 'a/secrets'],
    ];
    for (const name of names) assert.match(await read(name), /^(?:secret|outside)$/, name);
    for (const name of [
      'environment.txt',
      'env',
      'key.txt',
      'secrets.md',
      'secret-santa.yaml',
      'monkey',
      'service-account.md',
      ...[
        '.cursorrules',
        '.gitignore',
        '.rules.md',
        '.github/prompts/a.prompt.md',
        'tokens.json',
        'a.environment.yaml',
      ],
    ]) {
      assert.equal(await read(name), 'missing', name);
    }
  });

  for (const folder of [
    ...['.git', '.ssh', '.aws', '.azure', '.gcloud', '.oci', '.gnupg', '.docker', '.kube', '.config', '.local'],
    ...['.secret', '.secrets', '.env', '.envs', '.terraform', '.terraform.d', '.pulumi', '.m2', '.gem', '.cargo'],
    '.password-store',
  ]) {
    it(`are not read in ${folder}, whatever their names are`, async () => {
      const files = new NamedFiles(
        new MemoryDisk({
          [`/work/${folder}/deep/notes.txt`]: 'A note',
          [`/work/${folder.slice(1)}/deep/notes.txt`]: 'Another note',
          '/work/harmless': { link: `/work/${folder}` },
        }),
        '/work',
      );
      for (const name of [folder, folder.toUpperCase()]) {
        assert.equal(await read(`../${name}/deep/notes.txt`, files), 'secret', name);
      }
      assert.equal(await read('../harmless/deep/notes.txt', files), 'outside');
      assert.equal(await read(`../${folder.slice(1)}/deep/notes.txt`, files), 'Another note');
    });
  }

  it('that are no texts say so', async () => {
    assert.equal(await read('none.txt'), 'missing');
    assert.equal(await read('deep'), 'noFile');
    assert.equal(await read('pipe'), 'noFile');
    assert.equal(await read('shut.txt'), 'unreadable');
    assert.equal(await read('bytes.bin'), 'noText');
    assert.equal(await read('a\0.txt'), 'missing');
    assert.match(await read('ring'), /^(?:missing|unreadable)$/);
  });

  it('have names of at most 4,096 characters: patterns would take long for more', async () => {
    const long = `${'a/'.repeat(2_044)}prod.env`;
    assert.deepEqual([long.length, await read(long), await read(`a${long}`)], [4_096, 'secret', 'missing']);
  });

  it('are not more than is bearable', async () => {
    const one = { maxBytes: 0, maxTotalBytes: 9, maxFiles: 9 };
    assert.equal(await read('a.txt', filesOf(one)), 'tooLarge');
    const all = filesOf({ maxBytes: 9, maxTotalBytes: 1, maxFiles: 9 });
    assert.deepEqual([await read('a.txt', all), await read('deep/b.txt', all)], ['A', 'tooLarge']);
    const few = filesOf({ maxBytes: 9, maxTotalBytes: 9, maxFiles: 1 });
    assert.deepEqual([await read('a.txt', few), await read('a.txt', few)], ['A', 'tooMany']);
  });

  it('are found by patterns in the order of their names, without those that begin with a dot, packages and links to folders', async () => {
    const find = async (pattern: string, folder = 'evals') => {
      const found = await filesOf().find(pattern, folder);
      return found.map((each) => ('value' in each ? each.value : `${each.file}: ${each.fault}`));
    };
    assert.deepEqual(await find('**/*.txt'), [
      ...['evals/a.txt', 'evals/deep/b.txt', 'evals/deep/inside.txt', 'evals/deep/link.txt'],
      ...['evals/harmless.txt', 'evals/shut.txt'],
    ]);
    assert.deepEqual(await find('*.txt'), ['evals/a.txt', 'evals/harmless.txt', 'evals/shut.txt']);
    assert.deepEqual(await find('deep/.*.txt'), ['evals/deep/.c.txt']);
    assert.deepEqual(await find('{a,b}.txt'), ['evals/a.txt']);
    assert.deepEqual(await find('**/a.txt', ''), ['evals/a.txt']);
    assert.deepEqual(await find('*.md'), []);
    assert.deepEqual(await find('../../etc/*'), ['../../etc/*: outside']);
    assert.deepEqual(await find('way/*'), []);
    assert.deepEqual(await find('a.txt'), ['evals/a.txt']);
  });
});
