# Completion of dockpass for bash.
_dockpass() {
  local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]-} index name
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'list token header run status' -- "$word")
    return
  fi
  case $verb in
    list) mapfile -t COMPREPLY < <(compgen -W '--json' -- "$word") ;;
    token | header)
      case $word in
        -*) mapfile -t COMPREPLY < <(compgen -W '--min-valid --json' -- "$word") ;;
        *)
          while IFS=$'\t' read -r name _; do
            [[ $name == "$word"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
          done < <(dockpass list 2>/dev/null)
          ;;
      esac
      ;;
    run)
      for ((index = 2; index < COMP_CWORD; index++)); do
        [ "${COMP_WORDS[index]}" = -- ] && {
          mapfile -t COMPREPLY < <(compgen -c -f -- "$word")
          return
        }
      done
      case ${COMP_WORDS[COMP_CWORD - 1]} in
        --env-file) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
        *) mapfile -t COMPREPLY < <(compgen -W '--env-file --' -- "$word") ;;
      esac
      ;;
  esac
}
complete -F _dockpass dockpass
