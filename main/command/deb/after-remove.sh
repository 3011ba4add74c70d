#!/bin/bash
# electron-builder's own script but for its first part: every link that the installation made goes.

root=${DPKG_ROOT-}
for link in '/usr/bin/${executable}' '/usr/share/man/man1/${executable}.1' \
    '/usr/share/bash-completion/completions/${executable}' '/usr/share/zsh/vendor-completions/_${executable}' \
    '/usr/share/fish/vendor_completions.d/${executable}.fish'; do
    case "$(readlink "$root$link")" in
        '/opt/${sanitizedProductName}/'*) rm -f "$root$link" ;;
    esac
done
[ -z "$root" ] || exit 0

APPARMOR_PROFILE_DEST='/etc/apparmor.d/${executable}'

# Remove and unload apparmor profile.
if [ -f "$APPARMOR_PROFILE_DEST" ]; then
  # Unload the profile from the running kernel before deleting the file so the
  # policy is not left enforced until the next reboot.  Mirror the chroot guard
  # used in the after-install script — live AppArmor operations are not
  # meaningful inside a chroot.
  # https://wiki.debian.org/AppArmor/HowToUse
  if apparmor_status --enabled > /dev/null 2>&1; then
    if ! { [ -x '/usr/bin/ischroot' ] && /usr/bin/ischroot; } && hash apparmor_parser 2>/dev/null; then
      apparmor_parser --remove "$APPARMOR_PROFILE_DEST" || true
    fi
  fi
  rm -f "$APPARMOR_PROFILE_DEST"
fi
