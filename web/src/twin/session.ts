import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  AccountView, DemoAccountView, SessionAnswer, SessionView, SignInAnswer,
} from '@/wire/contracts';
import { usePorts } from './ports';

export type { DemoAccountView, SessionView };

// The token is no state of a screen; it stays out of the store.
let token: string | null = null;
let expiresAtMilliseconds = 0;
let post: string | null = null;
let secretOf: { account: string; secret: string } | null = null;

export function currentToken(): string | null {
  return token;
}

/** Who is signed in: a role and a place, never a person. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<AccountView | null>(null);
  /** Who sits at a desk: an account of the city with its roles. */
  const session = shallowRef<SessionView | null>(null);
  const refused = ref(false);

  /** With a post, the token speaks for that seat. */
  async function signIn(name: string, seat: string | null = null): Promise<AccountView> {
    const answer = await usePorts().api.post<SignInAnswer>(
      '/sign-in', seat === null ? { account: name } : { account: name, post: seat },
    );
    post = seat;
    token = answer.token;
    expiresAtMilliseconds = Date.parse(answer.expiresAt);
    account.value = answer.account;
    refused.value = false;
    return answer.account;
  }

  /** With an account and its secret. */
  async function enter(name: string, secret: string): Promise<SessionView> {
    const answer = await usePorts().api.post<SessionAnswer>('/session', { account: name, secret });
    secretOf = { account: name, secret };
    token = answer.token;
    expiresAtMilliseconds = Date.parse(answer.session.expiresAt);
    session.value = answer.session;
    return answer.session;
  }

  /** A token that still holds; signs in again when it is about to end or was turned down. */
  async function freshToken(turnedDown: boolean): Promise<string> {
    const name = account.value?.account ?? secretOf?.account;
    if (name === undefined) throw new Error('Found nobody signed in; expected signIn first.');
    const spareMilliseconds = 30_000;
    if (turnedDown || token === null || usePorts().nowMilliseconds() > expiresAtMilliseconds - spareMilliseconds) {
      await (secretOf === null ? signIn(name, post) : enter(secretOf.account, secretOf.secret));
    }

    return token ?? '';
  }

  function accounts(): Promise<AccountView[]> {
    return usePorts().api.get<AccountView[]>('/sign-in/accounts');
  }

  /** What a demo city offers; nothing elsewhere. */
  function demoAccounts(): Promise<DemoAccountView[]> {
    return usePorts().api.get<DemoAccountView[]>('/demo-accounts');
  }

  function signOut(): void {
    token = null;
    secretOf = null;
    session.value = null;
    post = null;
    account.value = null;
  }

  return { account, session, refused, signIn, enter, signOut, freshToken, accounts, demoAccounts };
});
