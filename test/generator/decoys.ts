// What lies among the files of a case and tells nothing of it: how a page should look, another customer's, a guide, a wish,
// other products. It makes nothing true and nothing untrue, and takes nothing away from what the case shows.
import { forms, words } from '../specimens/portal-specimens.js';
import type { Dice } from '../specimens/random-exports.js';
import type { Artifact } from './evidence.js';
import { cloudServicePage } from './renderers/cloud-service-page.js';
import { interfacePage } from './renderers/interface-page.js';
import { sseServicesPage } from './renderers/sse-pages.js';
import { modulePage, tilePage } from './renderers/xdr-pages.js';
import { clock } from './times.js';
import { type Language, servers, type World, xdrHosts } from './world.js';

/** @param other a world that is not the one of the case */
export type Decoy = (world: World, other: World, dice: Dice) => Artifact | undefined;

const captions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Expected:',
    'This is how it should look:',
    'Example from the user guide:',
    'The same page of another customer:',
    'From our lab:',
    'On a working appliance it looks like this:',
  ],
  pt: ['Esperado:', 'Deveria ficar assim:', 'Exemplo do manual:', 'De outro cliente:', 'Do nosso laboratório:'],
  de: [
    'Erwartet:',
    'So sollte es aussehen:',
    'Beispiel aus dem Handbuch:',
    'Von einem anderen Kunden:',
    'Aus dem Labor:',
  ],
  ja: ['期待される表示:', '正しくは次のように表示されます:', 'マニュアルの例:', '別のお客様の画面:', '検証環境の画面:'],
};

// An example may be one of the fault: such names say nothing.
const places = [
  'expected-state.txt',
  'how-it-should-look.txt',
  'soll-zustand.txt',
  'estado-esperado.txt',
  'other-customer/page.txt',
  'lab/page.txt',
  'anderer Kunde/seite.txt',
  'laboratório/pagina.txt',
];

const pages = [cloudServicePage, interfacePage, sseServicesPage, tilePage, modulePage];

function pageOf(other: World, dice: Dice): string | undefined {
  return dice.of(pages).render(other, dice, { atMs: other.atMs, isDated: false, suffix: '' })?.text;
}

const captioned: Decoy = ({ language }, other, dice) => {
  const page = pageOf(other, dice);
  if (page === undefined) return undefined;
  const caption = dice.of(captions[dice.chance(0.5) ? 'en' : language]);
  return { name: 'picture-9.txt', text: `${caption}\n\n${page}`, shows: [], isProse: true };
};

const placed: Decoy = (_world, other, dice) => {
  const text = pageOf(other, dice);
  return text === undefined ? undefined : { name: dice.of(places), text, shows: [], isProse: true };
};

const wishes: readonly ((server: string, xdr: string) => string)[] = [
  (server, xdr) => `What we want in the end:\n\nServer of the appliance should be: ${server}\nXDR should be: ${xdr}\n`,
  (server, xdr) => `Bitte stellen Sie den Server auf ${server} um.\nRichtig wäre: XDR: ${xdr}\n`,
  (server, xdr) => `Por favor, altere o servidor para ${server}.\nO correto seria: XDR: ${xdr}\n`,
  (server, xdr) => `サーバーを ${server} に変更してください。\n正しくは: XDR: ${xdr}\n`,
];

const wish: Decoy = (_world, other, dice) => {
  const { region } = other.xdr;
  return { name: 'wish.txt', text: dice.of(wishes)(servers[region][1], xdrHosts[region]), shows: [], isProse: true };
};

const otherProduct: Decoy = ({ language }, _other, dice) => {
  const w = words[language];
  const name = dice.of(['Secure Firewall', 'Umbrella', 'Secure Endpoint']);
  const message = dice.of([w.offline, w.later, w.unexpected, w.data[0]]).replace(/Secure Email(?: Appliance)?/g, name);
  const card = forms.labelled?.([
    [w.title, 'Intrusions'],
    [w.module, name],
    [w.range, w.ranges[5]],
    [w.message, message],
  ]);
  return { name: 'tile-firewall.txt', text: `${card}\n`, shows: [], isProse: true };
};

const licensing: Decoy = ({ atMs }, _other, dice) => {
  const texts = [
    'Smart Software Licensing\n\nStatus: Unregistered\nRegistration Token:\nRegister\nThe registration failed because of an invalid or expired token.\n',
    'Smart Software Licensing Status\n\nRegistration Status: Registered\nDeregister\n',
    `${clock(atMs, 0)} Info: smart_license: Smart Licensing: Registration failed, the token is invalid or expired\n`,
  ];
  return { name: 'licensing.txt', text: dice.of(texts), shows: [], isProse: true };
};

const guides = [
  '# Register the appliance\n\n1. Go to Network > Cloud Service Settings.\n2. Click Enable and accept the terms.\n3. Commit your changes.\n4. Paste the registration token and click Register.\n\nTo deregister, click Deregister. Choose the operation you want to perform:\n- DEREGISTER - To deregister the appliance from the Cisco Cloud Service portal.\n- DISABLE - To disable the service.\n',
  '# Appliance registrieren\n\n1. Network > Cloud Service Settings öffnen.\n2. Auf Aktivieren klicken.\n3. Änderungen übernehmen (Commit Changes).\n4. Registrierungstoken einfügen, Registrieren klicken.\n\nErscheint "Die Registrierung ist wegen eines ungültigen oder abgelaufenen Tokens fehlgeschlagen", ein neues Token erstellen.\n',
  '# Verificação\n\nSe a API AsyncOS HTTP estiver desativada na interface Management, o módulo mostra "Houve um erro inesperado no módulo Secure Email". Ative HTTP e HTTPS.\n',
] as const;

const guide: Decoy = (_world, _other, dice) => ({ name: 'guide.md', text: dice.of(guides), shows: [], isProse: true });

const history: Decoy = (_world, _other, dice) => {
  const texts = [
    'Hello,\n\nplease see the new captures.\n\nOn Mon, 3 Aug 2026 at 10:11, Support wrote:\n> The page said:\n> Cloud Service Settings\n> Cisco SecureX / Threat Response: Disabled\n> Please enable it and commit.\n> Device is offline [409] was seen on the tile.\n',
    'Guten Tag,\n\nanbei die neuen Dateien.\n\nAm 03.08.2026 um 10:11 schrieb der Support:\n> Eventing: aus\n> AsyncOS API HTTP: deaktiviert\n> Bitte aktivieren.\n',
  ];
  return { name: 'reply.txt', text: dice.of(texts), shows: [], isProse: true };
};

export const decoys: Readonly<Record<string, Decoy>> = {
  captioned,
  placed,
  wish,
  'other product': otherProduct,
  licensing,
  guide,
  history,
};
