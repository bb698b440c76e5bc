// No test reaches a network: whatever tries, here or in a library, fails its test.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

function refuse(): never {
  throw new Error('the network was used');
}

net.Socket.prototype.connect = refuse;
dgram.createSocket = refuse;
dgram.Socket.prototype.send = refuse;
dns.lookup = Object.assign(refuse, { __promisify__: refuse });
dns.promises.lookup = refuse;
globalThis.fetch = refuse;
syncBuiltinESMExports();
