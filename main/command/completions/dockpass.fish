# Completion of dockpass for fish.
function __dockpass_accounts
    dockpass list 2>/dev/null | string replace --regex '\t.*' ''
end
complete -c dockpass -f
complete -c dockpass -n __fish_use_subcommand -a 'list token header run status'
complete -c dockpass -n '__fish_seen_subcommand_from list token' -l json
complete -c dockpass -n '__fish_seen_subcommand_from token header' -l min-valid -x
complete -c dockpass -n '__fish_seen_subcommand_from token header' -a '(__dockpass_accounts)'
complete -c dockpass -n '__fish_seen_subcommand_from run' -l env-file -r -F
complete -c dockpass -n '__fish_seen_subcommand_from run' -F
