import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { AccountView, SignInAnswer } from '@/wire/contracts';
import { usePorts } from './ports';

// The token is no state of a screen; it stays out of the store.
let token: string | null = null;
let expiresAtMilliseconds = 0;
let post: string | null = null;

export function currentToken(): string | null {
  return token;
}

/** Who is signed in: a role and a place, never a person. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<AccountView | null>(null);
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

  /** A token that still holds; signs in again when it is about to end or was turned down. */
  async function freshToken(turnedDown: boolean): Promise<string> {
    const name = account.value?.account;
    if (name === undefined) throw new Error('Found nobody signed in; expected signIn first.');
    const spareMilliseconds = 30_000;
    if (turnedDown || token === null || usePorts().nowMilliseconds() > expiresAtMilliseconds - spareMilliseconds) {
      await signIn(name, post);
    }

    return token ?? '';
  }

  function accounts(): Promise<AccountView[]> {
    return usePorts().api.get<AccountView[]>('/sign-in/accounts');
  }

  function signOut(): void {
    token = null;
    post = null;
    account.value = null;
  }

  return { account, refused, signIn, signOut, freshToken, accounts };
});
