// Meanings of curl's options for a request: https://curl.se/docs/manpage.html.
// Options have their long names here, and short ones are replaced by these.

export const shortOptions: Readonly<Record<string, string>> = {
  ...{ X: 'request', H: 'header', d: 'data', F: 'form', G: 'get', I: 'head', T: 'upload-file', K: 'config', u: 'user' },
  ...{
    s: 'silent',
    S: 'show-error',
    N: 'no-buffer',
    v: 'verbose',
    i: 'include',
    f: 'fail',
    o: 'output',
    O: 'remote-name',
  },
  ...{ w: 'write-out', D: 'dump-header', '#': 'progress-bar', m: 'max-time', g: 'globoff', '0': 'http1.0' },
  ...{
    L: 'location',
    k: 'insecure',
    x: 'proxy',
    A: 'user-agent',
    e: 'referer',
    b: 'cookie',
    c: 'cookie-jar',
    E: 'cert',
  },
  ...{ '4': 'ipv4', '6': 'ipv6', U: 'proxy-user', r: 'range', Z: 'parallel', q: 'disable', n: 'netrc', a: 'append' },
};

/** Options with a value behind them. */
export const withValue: ReadonlySet<string> = new Set([
  ...['request', 'header', 'url', 'data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json', 'form'],
  ...[
    'form-string',
    'upload-file',
    'config',
    'user',
    'oauth2-bearer',
    'output',
    'output-dir',
    'write-out',
    'dump-header',
  ],
  ...[
    'stderr',
    'trace',
    'trace-ascii',
    'max-time',
    'connect-timeout',
    'retry',
    'retry-delay',
    'retry-max-time',
    'max-filesize',
  ],
  ...['proxy', 'proxy-user', 'proxy-header', 'noproxy', 'socks5', 'socks5-hostname', 'user-agent', 'referer', 'cookie'],
  ...[
    'cookie-jar',
    'cert',
    'cert-type',
    'key',
    'key-type',
    'pass',
    'cacert',
    'capath',
    'ciphers',
    'tls-max',
    'resolve',
  ],
  ...[
    'connect-to',
    'interface',
    'dns-servers',
    'unix-socket',
    'limit-rate',
    'range',
    'aws-sigv4',
    'url-query',
    'variable',
  ],
  ...['keepalive-time', 'speed-limit', 'speed-time', 'expect100-timeout', 'max-redirs', 'proto', 'proto-default'],
]);

/** Options that only change what is shown, or how long curl waits: without them the request is the same. */
export const harmless: ReadonlySet<string> = new Set([
  ...[
    'silent',
    'show-error',
    'no-buffer',
    'verbose',
    'include',
    'show-headers',
    'fail',
    'fail-with-body',
    'fail-early',
  ],
  ...[
    'output',
    'output-dir',
    'remote-name',
    'create-dirs',
    'write-out',
    'dump-header',
    'stderr',
    'trace',
    'trace-ascii',
  ],
  ...['progress-bar', 'no-progress-meter', 'styled-output', 'max-time', 'connect-timeout', 'globoff', 'compressed'],
  ...['http1.0', 'http1.1', 'http2', 'http2-prior-knowledge', 'http3', 'ipv4', 'ipv6', 'retry', 'retry-delay'],
  ...[
    'retry-max-time',
    'retry-all-errors',
    'retry-connrefused',
    'disable',
    'keepalive-time',
    'no-keepalive',
    'tcp-nodelay',
  ],
]);

const short = new Set(Object.values(shortOptions));

export const isKnown = (name: string): boolean => withValue.has(name) || short.has(name);

/** Options that carry a secret: their values are not even looked at. */
export const secret: ReadonlySet<string> = new Set([
  'user',
  'oauth2-bearer',
  'proxy-user',
  'cookie',
  'pass',
  'aws-sigv4',
  'netrc',
]);
