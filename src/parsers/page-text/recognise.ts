// By what the beginning of an artifact shows that it holds pages or messages of the product. The pack is not at hand when
// artifacts are sorted, so its headings and messages stand here once more; a test keeps the two together.
import { folded, indexOfWord } from './folded.js';

const headings = [
  'cloud service settings',
  'security services exchange',
  'cloud services for',
  'edit ip interface',
  'ip interfaces',
  'ip interface',
  'configurações do serviço em nuvem',
  'configurações do cloud service',
  'troca de serviços de segurança',
  'serviços em nuvem',
  'interface ip',
  'interfaces ip',
  'cloud-service-einstellungen',
  'einstellungen für den cloud-service',
  'austausch von security services',
  'cloud-services für',
  'cloud services für',
  'ip-schnittstelle',
  'ip-schnittstellen',
  'クラウドサービス設定',
  'クラウドサービスの設定',
  'cloud serviceの設定',
  'セキュリティサービス交換',
  'セキュリティサービスエクスチェンジ',
  'ipインターフェイス',
  'ipインターフェース',
];

/** Parts of messages that no other text has. */
const messages = [
  'invalid or expired token',
  'invalid or expiry token',
  'token inválido ou expirado',
  'ungültigen oder abgelaufenen tokens',
  'トークンが無効または期限切れ',
  '無効または期限切れのトークン',
  'cloud service is busy',
  'serviço em nuvem está ocupado',
  'serviço em nuvem da cisco está ocupado',
  'cloud-service ist ausgelastet',
  'クラウドサービスはビジー状態です',
  'your changes have been committed',
  'your changes have not been committed',
  'uncommitted changes',
  'changes are pending',
  'alterações foram confirmadas',
  'alterações não foram confirmadas',
  'alterações não confirmadas',
  'ihre änderungen wurden',
  'nicht bestätigte änderungen',
  '変更がコミットされました',
  '変更はコミットされました',
  '変更はコミットされていません',
  'コミットされていない変更があります',
  'e4017',
  'there was a problem. try again later',
  'there was a problem. please try again later',
  'houve um problema. tente novamente mais tarde',
  'es gab ein problem. versuchen sie es später erneut',
  '問題が発生しました。後で',
  'there was an unexpected error in the',
  'there was an unexpected error on the',
  'there was an expected error in the',
  'there was an expected error on the',
  'ocorreu um erro inesperado no módulo',
  'es gab einen unerwarteten fehler',
  'モジュールで予期しないエラーが発生しました',
];

const labels = [
  'threat response',
  'securex',
  'registration token',
  'eventing',
  'asyncos api',
  'resposta a ameaças',
  'evento',
  'eventos',
  'token de registro',
  'api do asyncos',
  'bedrohungsreaktion',
  'ereignisse',
  'registrierungstoken',
  'registrierungs-token',
  'asyncos-api',
  '脅威対応',
  'イベント',
  'eventサービス',
  '登録トークン',
];

/** How surely the text holds pages: a heading with a label, a message, a heading alone. */
export function recognise(head: string): number {
  // Captures, exports and API answers hold the same words in their own form.
  if (/^\ufeff?\s{0,100}(?:[{[]\s{0,100}["{}\]]|<\?xml|<!doctype|<html|<config)/i.test(head)) return 0;
  const text = folded(head);
  const has = (list: readonly string[]) => list.some((phrase) => indexOfWord(text, phrase) >= 0);
  const said = has(messages);
  if (!has(headings)) return said ? 0.7 : 0;
  if (has(labels)) return 0.9;
  return said ? 0.8 : 0.3;
}
