process.stdout.write('Trustward\n')
