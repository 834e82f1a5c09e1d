import type { ProblemTexts } from './problem-text';

/** People, their links and passwords; agents and executors. */
export const IDENTITIES = {
  'already-joined': {
    status: [409],
    title: 'They have joined already',
    means: 'Somebody with this e-mail is a member, so there is nothing to invite them to.',
    unchanged: 'Their roles and their password are as they were; no link was made.',
    next: 'Change their roles, or give them a reset link if they cannot sign in.',
  },
  'second-admin-needed': {
    status: [409],
    title: 'This takes two admins',
    means:
      'Two admins have been here, so whoever is made, let in again, or given a role that steers, signs or administers takes both.',
    unchanged: 'Nobody was made or changed, and no link was made.',
    next: 'Propose it under People, or at `POST /people/changes`; another admin agrees.',
  },
  'one-admin-suffices': {
    status: [409],
    title: 'One admin suffices for this',
    means: 'There has been one admin so far, so there is nobody who could agree.',
    unchanged: 'Nothing was proposed.',
    next: 'Make the change itself.',
  },
  'invitation-used': {
    status: [409],
    title: 'The invitation was used already',
    means: 'An invitation works once, and this one has.',
    unchanged: 'The account that it made is as it was.',
    next: 'Sign in. If it was not you who used it, tell an admin at once.',
  },
  'invitation-expired': {
    status: [409],
    title: 'The invitation has expired',
    means: 'An invitation holds for 72 hours.',
    unchanged: 'No account was made.',
    next: 'Ask an admin for a new one.',
  },
  'wrong-password': {
    status: [403],
    title: 'Not the password that you have',
    means:
      'A change of password, or of your passkeys, asks for the present one, and this is not it.',
    unchanged: 'Your password, your passkeys and your sessions are as they were.',
    next: 'Try again. After ten wrong ones in a minute you have to wait; an admin can give you a reset link.',
  },
  'reset-used': {
    status: [409],
    title: 'The reset link was used already',
    means: 'A reset link works once, and this one has.',
    unchanged: 'The password is the one that was chosen then.',
    next: 'Sign in with it. If it was not you who used the link, tell an admin at once.',
  },
  'reset-expired': {
    status: [409],
    title: 'The reset link has expired',
    means: 'A reset link holds for 24 hours.',
    unchanged: 'The password and the sessions are as they were.',
    next: 'Ask an admin for a new one.',
  },
  'never-joined': {
    status: [409],
    title: 'They never joined',
    means: 'This person was invited and has not taken that up, so there is no password of theirs.',
    unchanged: 'The invitation stands as it was.',
    next: 'Invite them again: that makes a new link.',
  },
  disabled: {
    status: [409],
    title: 'They are disabled',
    means: 'This person was shut out, and a new password would not let them in.',
    unchanged: 'They stay shut out; no link was made.',
    next: 'Enable them first.',
  },
  'already-disabled': {
    status: [409],
    title: 'They are disabled already',
    means: 'This person was shut out before.',
    unchanged: 'They stay shut out.',
    next: 'Nothing: it is as you want it.',
  },
  'not-disabled': {
    status: [409],
    title: 'They are not disabled',
    means: 'Only somebody who was shut out can be let in again.',
    unchanged: 'They stay as they are.',
    next: 'Nothing: it is as you want it.',
  },
  'last-admin': {
    status: [409],
    title: 'They are the last admin',
    means: 'Nobody else is an active admin of every service, and somebody has to be.',
    unchanged: 'Their roles and their standing are as they were.',
    next: 'Make somebody else an admin of every service first.',
  },
  'already-active': {
    status: [409],
    title: 'The agent is active already',
    means: 'Only a suspended agent can be let act again.',
    unchanged: 'The agent acts as it did.',
    next: 'Nothing: it is as you want it.',
  },
  'already-suspended': {
    status: [409],
    title: 'The agent is suspended already',
    means: 'Its writes are refused already, and those of its sub-agents.',
    unchanged: 'It stays suspended.',
    next: 'Nothing, or revoke it if it shall never act again.',
  },
  revoked: {
    status: [409],
    title: 'It was revoked',
    means:
      'The agent, the grant or the action was revoked: by a person, or because the investigation was stopped or its cause refuted.',
    unchanged: 'Nothing was executed and nothing was changed.',
    next: 'A revoked agent stays so: an admin makes another. A revoked action is proposed anew, if it is still wanted.',
  },
} as const satisfies ProblemTexts;
